import { ApiProblem } from '@datalab/server/platform/http/client.ts';
import { SecondaryActionButton } from '@utrecht/button-react';
import type { ReactNode } from 'react';
import { useLocal, useTexts } from '../i18n/language.tsx';
import { useMessage } from '../i18n/message.tsx';
import { uiTexts } from '../i18n/ui.ts';
import { Alert } from './alert.tsx';
import { useMessageInView } from './problem-in-view.ts';

interface ProblemAlertProps {
  readonly error: unknown;
  onRetry?: () => void;
  /** It says why something cannot be shown, which the reader did not ask for just now; it does not take the focus. */
  readonly isQuiet?: boolean;
  /** What can be done instead, below what went wrong. */
  readonly instead?: ReactNode;
}

/** What went wrong and what to do, in the reader's words; never a stack or a code. */
export function ProblemAlert({ error, onRetry, isQuiet = false, instead }: ProblemAlertProps) {
  const t = useTexts(uiTexts);
  const messageOf = useMessage();
  const local = useLocal();
  const place = useMessageInView<HTMLDivElement>(error, !isQuiet);
  if (error === null || error === undefined) return null;
  const problem = error instanceof ApiProblem ? error : new ApiProblem('server.unexpected', 0);
  const message = messageOf(problem.code, problem.params);
  const reasons = problem.problems.flatMap(({ reason }) => (reason === undefined ? [] : [local(reason)]));
  const others = problem.problems.filter(({ reason }) => reason === undefined);
  const lines = [...new Set(reasons)].filter((reason) => reason !== message);
  return (
    <Alert type="error" role="alert">
      <div className="stack stack-tight problem" ref={place} tabIndex={-1}>
        <p>{message}</p>
        {problem.code === 'session.required' ? <SignInAgain /> : null}
        {lines.length + others.length === 0 ? null : (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
            {others.map((item) => (
              <li key={`${item.path} ${item.message}`}>
                {item.code === undefined || item.params === undefined ? (
                  <>
                    {item.path === '' ? null : <code>{item.path}</code>} {item.message}
                  </>
                ) : (
                  messageOf(item.code, item.params)
                )}
              </li>
            ))}
          </ul>
        )}
        {instead}
        {onRetry === undefined ? null : (
          <div>
            <SecondaryActionButton onClick={onRetry}>{t('tryAgain')}</SecondaryActionButton>
          </div>
        )}
      </div>
    </Alert>
  );
}

/** The address stays, so signing in leads back to this page; what was typed is kept in the browser. */
function SignInAgain() {
  const t = useTexts(uiTexts);
  return (
    <p>
      <a className="utrecht-link utrecht-link--html-a" href={location.pathname + location.search}>
        {t('signInAgain')}
      </a>
    </p>
  );
}

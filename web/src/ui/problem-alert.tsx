import { ApiProblem } from '@datalab/server/platform/http/client.ts';
import { SecondaryActionButton } from '@utrecht/button-react';
import { useTexts } from '../i18n/language.tsx';
import { useMessage } from '../i18n/message.tsx';
import { uiTexts } from '../i18n/ui.ts';
import { Alert } from './alert.tsx';

/** What went wrong and what to do, in the reader's words; never a stack or a code. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTexts(uiTexts);
  const messageOf = useMessage();
  if (error === null || error === undefined) return null;
  const problem = error instanceof ApiProblem ? error : new ApiProblem('server.unexpected', 0);
  return (
    <Alert type="error" role="alert">
      <div className="stack stack-tight">
        <p>{messageOf(problem.code, problem.params)}</p>
        {problem.problems.length === 0 ? null : (
          <ul>
            {problem.problems.map((item) => (
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
        {onRetry === undefined ? null : (
          <div>
            <SecondaryActionButton onClick={onRetry}>{t('tryAgain')}</SecondaryActionButton>
          </div>
        )}
      </div>
    </Alert>
  );
}

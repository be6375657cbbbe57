import { accountsRoutes } from '@datalab/server/modules/identity/accounts.contract.ts';
import type { AccountCode, CodeKind, MadeCode } from '@datalab/server/modules/identity/codes.contract.ts';
import { useApiChange } from '../../app/query.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import './accounts.css';
import { useRoleWords } from './role-words.ts';

const pageOf = {
  founding: '/first-account',
  colleague: '/first-account',
  reset: '/new-password',
  email: '/new-email',
} as const satisfies Readonly<Record<CodeKind, string>>;

export interface ShownCode {
  readonly made: MadeCode;
  readonly kind: CodeKind;
  readonly name: string;
}

/** A link just made: the only time anybody sees it, or not even then where it goes by mail. */
export function CodeShown({ made, kind, name }: ShownCode) {
  const t = useTexts(accountsTexts);
  return (
    <div role="status">
      <Card tone="ok" className="stack stack-tight">
        <p>
          <strong>{t('codeFor', { name })}</strong>
        </p>
        {made.mailedTo === null ? null : <p>{t('codeMailed', { email: made.mailedTo })}</p>}
        {made.code === null ? null : (
          <LinkToHand code={made.code} path={pageOf[kind]} expiresAt={made.expiresAt} />
        )}
      </Card>
    </div>
  );
}

interface LinkToHandProps {
  readonly code: string;
  readonly path: string;
  readonly expiresAt: string;
}

/** The code is behind a #, so that it is in no log on its way. */
function LinkToHand({ code, path, expiresAt }: LinkToHandProps) {
  const t = useTexts(accountsTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const address = `${location.origin}${path}`;
  const link = `${address}#${code}`;
  const copy = () => {
    navigator.clipboard.writeText(link).then(
      () => toast({ text: t('codeCopied') }),
      () => toast({ text: t('codeCopyFailed') }),
    );
  };
  return (
    <>
      <p className="account-link">{link}</p>
      <div>
        <ActionButton look="primary" onClick={copy}>
          {t('codeCopy')}
        </ActionButton>
      </div>
      <p>{t('codeOnce', { date: formatDate(expiresAt, language) })}</p>
      <p>{t('codeHand')}</p>
      <p className="small soft">{t('codeTyped', { address })}</p>
      <p className="account-code">{code}</p>
    </>
  );
}

/** A link that nobody used yet, with the way to replace it or take it back. */
export function OpenCode({ code, onMade }: { code: AccountCode; onMade: (shown: ShownCode) => void }) {
  const t = useTexts(accountsTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const words = useRoleWords();
  const name = code.name ?? t('codeFirst');
  const { kind } = code;
  const renew = useApiChange(accountsRoutes.renewCode, (made) => onMade({ made, kind, name }));
  const withdraw = useApiChange(accountsRoutes.withdrawCode, () => toast({ text: t('codeWithdrawn') }));
  const params = { code: code.id };
  const state = { name: code.madeBy, date: formatDate(code.expiresAt, language) };
  const isOver = Date.parse(code.expiresAt) < Date.now();
  return (
    <div className="stack stack-tight">
      <p>
        <strong>{t('codeFor', { name })}</strong>
        {code.email === null ? null : ` · ${code.email}`}
      </p>
      <p className="small soft">
        {words(code.roles)}
        <br />
        {isOver ? t('codeOver', state) : t('codeMade', state)}
      </p>
      {code.may.change.allowed ? (
        <div className="row">
          <ActionButton
            about={name}
            busy={renew.isPending}
            onClick={() => renew.mutate({ params, body: { byHand: false } })}
          >
            {t('codeRenew')}
          </ActionButton>
          {code.email === null ? null : (
            <ActionButton
              about={name}
              busy={renew.isPending}
              onClick={() => renew.mutate({ params, body: { byHand: true } })}
            >
              {t('codeByHand')}
            </ActionButton>
          )}
          <ActionButton
            look="subtle"
            about={name}
            busy={withdraw.isPending}
            onClick={() => withdraw.mutate({ params })}
          >
            {t('codeWithdraw')}
          </ActionButton>
        </div>
      ) : null}
      <ProblemAlert error={renew.error ?? withdraw.error} />
    </div>
  );
}

import {
  type AccountCode,
  accountsRoutes,
  type MadeCode,
} from '@datalab/server/modules/identity/accounts.contract.ts';
import { useApiChange } from '../../app/query.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import './accounts.css';
import { useRoleWords } from './role-choices.tsx';

export interface ShownCode {
  readonly made: MadeCode;
  readonly name: string;
}

/** A code just made: the only time anybody sees it. */
export function CodeShown({ made, name }: ShownCode) {
  const t = useTexts(accountsTexts);
  const { language } = useLanguage();
  return (
    <div role="status">
      <Card tone="ok" className="stack stack-tight">
        <p>
          <strong>{t('codeFor', { name })}</strong>
        </p>
        <p className="account-code">{made.code}</p>
        <p>{t('codeOnce', { date: formatDate(made.expiresAt, language) })}</p>
        <p>{t('codeHand')}</p>
        <p className="small soft">{t('codeWhere', { address: `${location.origin}/first-account` })}</p>
      </Card>
    </div>
  );
}

/** A code that nobody used yet, with the way to replace it or take it back. */
export function OpenCode({ code, onMade }: { code: AccountCode; onMade: (shown: ShownCode) => void }) {
  const t = useTexts(accountsTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const words = useRoleWords();
  const name = code.name ?? t('codeFirst');
  const renew = useApiChange(accountsRoutes.renewCode, (made) => onMade({ made, name }));
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
          <ActionButton about={name} busy={renew.isPending} onClick={() => renew.mutate({ params })}>
            {t('codeRenew')}
          </ActionButton>
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

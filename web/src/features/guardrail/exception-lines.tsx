import type { Check } from '@datalab/server/modules/guardrail/check.contract.ts';
import { useOrganisations } from '../../app/session.ts';
import { formatDate } from '../../i18n/format.ts';
import { guardrailTexts } from '../../i18n/guardrail.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';

/** Which organisation allowed it, when and why, and whether that ended. */
export function ExceptionLines({ exception }: { exception: NonNullable<Check['exception']> }) {
  const t = useTexts(guardrailTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const { language } = useLanguage();
  const { organisation, at, reason, withdrawnAt } = exception;
  return (
    <div className="stack stack-tight">
      <p>
        {t('exceptionBy', { organisation: local(nameOf(organisation)), date: formatDate(at, language) })}{' '}
        {withdrawnAt === null ? null : t('exceptionEnded', { date: formatDate(withdrawnAt, language) })}
      </p>
      <p>{t('exceptionReason', { reason })}</p>
    </div>
  );
}

import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { closingTexts } from '../i18n/closing.ts';
import { formatDate } from '../i18n/format.ts';
import { useLanguage, useTexts } from '../i18n/language.tsx';
import { Alert } from '../ui/alert.tsx';
import { TextLink } from '../ui/link.tsx';

/** The end of the last step: looking back together, then finishing. */
export function ClosingGate({ edition }: { edition: Edition }) {
  const t = useTexts(closingTexts);
  const { language } = useLanguage();
  const params = { edition: edition.slug };
  const { finishedAt } = edition;
  return (
    <Alert type={finishedAt === null ? 'info' : 'ok'} className="gate">
      <p>
        {finishedAt === null ? t('gate') : t('finishedOn', { date: formatDate(finishedAt, language) })}{' '}
        <TextLink to="/editions/$edition/closing" params={params}>
          {t('title')}
        </TextLink>
        {finishedAt === null ? null : (
          <>
            {' · '}
            <TextLink to="/editions/$edition/report" params={params}>
              {t('toReport')}
            </TextLink>
          </>
        )}
      </p>
    </Alert>
  );
}

import { useTexts } from '../i18n/language.tsx';
import { shellTexts } from '../i18n/shell.ts';
import { PrimaryLink, SecondaryLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';

export function NotFoundPage() {
  const t = useTexts(shellTexts);
  return (
    <Page title={t('notFoundTitle')} lead={t('notFoundLead')}>
      <div className="row">
        <PrimaryLink to="/">{t('toHome')}</PrimaryLink>
        <SecondaryLink to="/editions">{t('toEditions')}</SecondaryLink>
      </div>
    </Page>
  );
}

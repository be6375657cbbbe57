import { PrimaryActionButton } from '@utrecht/button-react';
import { useTexts } from '../i18n/language.tsx';
import { shellTexts } from '../i18n/shell.ts';

/** Shown instead of a page that broke while drawing. */
export function ErrorPage() {
  const t = useTexts(shellTexts);
  return (
    <div className="stack" role="alert">
      <h1 className="utrecht-heading-1">{t('brokenTitle')}</h1>
      <p>{t('brokenLead')}</p>
      <div>
        <PrimaryActionButton onClick={() => location.reload()}>{t('reload')}</PrimaryActionButton>
      </div>
    </div>
  );
}

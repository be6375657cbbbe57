import { identityTexts } from '../../i18n/identity.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Heading2 } from '../../ui/heading.tsx';

/** Beside the way in: where somebody begins who has no account. */
export function WhereToBegin() {
  const t = useTexts(identityTexts);
  return (
    <aside className="stack" aria-labelledby="where-to-begin">
      <Heading2 id="where-to-begin">{t('beginTitle')}</Heading2>
      <dl className="where-to-begin">
        {(['colleague', 'partner', 'owner'] as const).map((who) => (
          <div key={who}>
            <dt>{t(`begin.${who}`)}</dt>
            <dd>{t(`beginHow.${who}`)}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}

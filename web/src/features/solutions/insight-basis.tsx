import type { Insight } from '@datalab/server/modules/solutions/insights.contract.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.en.ts';
import { TextLink } from '../../ui/link.tsx';
import { OrganisationPieces } from '../identity/organisation-pieces.tsx';

/** What an insight rests on, and whose data fed it: pieces first, the rest on demand. */
export function InsightBasis({ insight }: { insight: Insight }) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  const { evidence, organisations, dataSets } = insight;
  return (
    <details className="insight-basis">
      <summary>
        <OrganisationPieces slugs={organisations} /> {t('restsOn', { n: evidence.length })}
      </summary>
      <ul className="stack stack-tight plain-list small">
        {evidence.map((one) => (
          <li key={one.id}>
            {one.evidence === null ? (
              `${local(one.title)} (${t('knownAlready')})`
            ) : (
              <TextLink to="/evidence/$evidence" params={{ evidence: one.evidence }}>
                {local(one.title)}
              </TextLink>
            )}
          </li>
        ))}
      </ul>
      {dataSets.length === 0 ? null : (
        <p className="small soft">
          {t('fedBy', { names: dataSets.map(({ name }) => local(name)).join(', ') })}
        </p>
      )}
    </details>
  );
}

import type { Citable, Insight } from '@datalab/server/modules/solutions/insights.contract.ts';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { leavingTexts } from '../../i18n/leaving.ts';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { TextLink } from '../../ui/link.tsx';
import { OlderMark } from '../../ui/local-text-view.tsx';
import { WithdrawnMark } from '../editions/withdrawn-mark.tsx';

/** What an insight rests on, and whose data fed it: pieces first, the rest on demand. */
export function InsightBasis({ edition, insight }: { edition: string; insight: Insight }) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  const { evidence, organisations, dataSets } = insight;
  return (
    <>
      <WithdrawnMark withdrawn={insight.withdrawn} />
      <details className="insight-basis">
        <summary>
          <OrganisationPieces slugs={organisations} /> {t('restsOn', { n: evidence.length })}
        </summary>
        <ul className="stack stack-tight plain-list small">
          {evidence.map((one) => (
            <li key={one.id}>
              {one.kind === 'finding' ? (
                <CitedFinding edition={edition} cited={one} />
              ) : one.evidence === null ? (
                `${local(one.title)} (${t('knownAlready')})`
              ) : (
                <TextLink to="/evidence/$evidence" params={{ evidence: one.evidence }}>
                  {local(one.title)}
                </TextLink>
              )}
              <OlderMark text={one.title} /> <WithdrawnMark withdrawn={one.withdrawn} />
            </li>
          ))}
        </ul>
        {dataSets.length === 0 ? null : (
          <p className="small soft">
            {t('fedBy', { names: dataSets.map(({ name }) => local(name)).join(', ') })}
          </p>
        )}
      </details>
    </>
  );
}

/** A finding from a document, with the way to it as long as the document is there. */
function CitedFinding({ edition, cited }: { edition: string; cited: Citable }) {
  const leaving = useTexts(leavingTexts);
  const local = useLocal();
  const { document, title, withdrawn } = cited;
  return (
    <>
      {document === null || withdrawn.length > 0 ? (
        local(title)
      ) : (
        <TextLink to="/editions/$edition/documents/$document" params={{ edition, document }}>
          {local(title)}
        </TextLink>
      )}{' '}
      ({leaving('finding')})
    </>
  );
}

import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import type { IncidentTraces } from '@datalab/server/modules/incidents/incidents.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { apiQuery } from '../../app/query.ts';
import { incidentsTexts } from '../../i18n/incidents.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { processingTexts } from '../../i18n/processing.ts';
import { Collapsible } from '../../ui/collapsible.tsx';
import { Heading2 } from '../../ui/heading.tsx';

/** What the logs say, so that nobody has to remember it. */
export function Traces({ traces }: { traces: IncidentTraces }) {
  const t = useTexts(incidentsTexts);
  const done = useTexts(processingTexts);
  const local = useLocal();
  const dataSets = useQuery(apiQuery(catalogueRoutes.listDataSets, {})).data ?? [];
  const nameOf = (id: string) => {
    const found = dataSets.find((one) => one.id === id);
    return found === undefined ? id : local(found.name);
  };
  const { operations, people } = traces;
  return (
    <section className="stack" aria-labelledby="traces">
      <Heading2 id="traces">{t('traces')}</Heading2>
      {operations.length === 0 && people.length === 0 ? (
        <p className="soft">{t('tracesNone')}</p>
      ) : (
        <>
          <p className="soft">{t('tracesLead')}</p>
          <ul className="stack stack-tight plain-list">
            {operations.map(({ kind, dataSets: names, times }) => (
              <li key={`${kind} ${names.join()}`}>
                <strong>{done(`kind.${kind}`)}</strong>: {names.map(nameOf).join(', ')}{' '}
                <span className="small soft">{t('times', { n: times })}</span>
              </li>
            ))}
          </ul>
          <Collapsible title={t('tracesPeople')} level={3}>
            <ul className="stack stack-tight plain-list">
              {people.map(({ name, organisation, times }) => (
                <li key={`${organisation} ${name}`}>
                  {name} <OrganisationName slug={organisation} />{' '}
                  <span className="small soft">{t('times', { n: times })}</span>
                </li>
              ))}
            </ul>
          </Collapsible>
        </>
      )}
    </section>
  );
}

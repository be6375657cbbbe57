import {
  type IncidentSummary,
  incidentsRoutes,
} from '@datalab/server/modules/incidents/incidents.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { apiQuery } from '../../app/query.ts';
import { incidentsTexts } from '../../i18n/incidents.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { PrimaryLink, TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { Deadline } from './deadline.tsx';

/** The register: what goes on first, as the hub gives it newest first. */
export function IncidentsPage() {
  const t = useTexts(incidentsTexts);
  const query = useQuery(apiQuery(incidentsRoutes.listIncidents, {}));
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="no-print">
        <PrimaryLink to="/incidents/report">{t('report')}</PrimaryLink>
      </div>
      <Loaded query={query}>
        {(incidents) =>
          incidents.length === 0 ? (
            <EmptyState title={t('none')} />
          ) : (
            <ul className="stack plain-list">
              {incidents.map((incident) => (
                <li key={incident.id}>
                  <Summary incident={incident} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function Summary({ incident }: { incident: IncidentSummary }) {
  return (
    <Card className="stack stack-tight">
      <Heading2>
        <TextLink to="/incidents/$incident" params={{ incident: incident.id }}>
          {incident.title}
        </TextLink>
      </Heading2>
      <OrganisationName slug={incident.organisation} />
      <Deadline incident={incident} />
    </Card>
  );
}

import { type AuditEvent, auditRoutes } from '@datalab/server/modules/audit/audit.contract.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { call } from '../../app/api.ts';
import { apiQuery } from '../../app/query.ts';
import { hasRole, usePerson } from '../../app/session.ts';
import { auditTexts } from '../../i18n/audit.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded, LoadedPage } from '../../ui/query-state.tsx';
import { actionsToFind } from './event-words.ts';
import { Events } from './events.tsx';
import { ExportEvents } from './export-events.tsx';
import { isNarrowed, searchToFilter } from './filter.ts';
import { Filters } from './filters.tsx';

const pageSize = 50;

export function AuditPage() {
  const t = useTexts(auditTexts);
  const { language } = useLanguage();
  const mayRead = hasRole(usePerson(), 'privacy-officer');
  const search = useSearch({ from: '/audit' });
  const actions = actionsToFind(search.q, language).join(',');
  const query = useQuery(
    apiQuery(auditRoutes.listAuditEvents, {
      query: {
        ...searchToFilter(search),
        limit: pageSize,
        ...(actions !== '' && { actions }),
        ...(search.before !== undefined && { before: search.before }),
      },
    }),
  );
  if (!mayRead) return <LoadedPage query={query}>{() => null}</LoadedPage>;
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Filters />
      <p>
        <TextLink to="/processing">{t('toProcessing')}</TextLink>
        {' · '}
        <TextLink to="/incidents">{t('toIncidents')}</TextLink>
      </p>
      {search.edition !== undefined && (
        <p>
          <TextLink to="/editions/$edition/releases" params={{ edition: search.edition }}>
            {t('toReleases')}
          </TextLink>
        </p>
      )}
      <Loaded query={query} lines={8}>
        {({ events, total }) =>
          events.length === 0 ? (
            <EmptyState title={t(isNarrowed(search) ? 'nothingFits' : 'empty')}>
              {isNarrowed(search) ? <TextLink to="/audit">{t('showAll')}</TextLink> : null}
            </EmptyState>
          ) : (
            <div className="stack">
              <div className="row row-between">
                <p role="status">{t('count', { n: total })}</p>
                <ExportEvents search={search} />
              </div>
              <Events events={events} />
              <Pages events={events} />
            </div>
          )
        }
      </Loaded>
      <Verification />
    </Page>
  );
}

function Verification() {
  const t = useTexts(auditTexts);
  const verify = useMutation({ mutationFn: () => call(auditRoutes.verifyAudit, {}) });
  const result = verify.data;
  return (
    <section className="stack stack-tight">
      <p className="soft">{t('verifyWhy')}</p>
      <div>
        <ActionButton busy={verify.isPending} onClick={() => verify.mutate()}>
          {t('verify')}
        </ActionButton>
      </div>
      <ProblemAlert error={verify.error} />
      <div role="status">
        {result === undefined ? null : (
          <Alert type={result.whole ? 'ok' : 'error'}>
            {result.whole ? t('whole', { n: result.events }) : t('broken', { n: result.brokenAt ?? 0 })}
          </Alert>
        )}
      </div>
    </section>
  );
}

function Pages({ events }: { events: readonly AuditEvent[] }) {
  const t = useTexts(auditTexts);
  const { before, ...narrowed } = useSearch({ from: '/audit' });
  const last = events.at(-1)?.sequence;
  return (
    <nav className="row" aria-label={t('pages')}>
      {before === undefined ? null : (
        <TextLink to="/audit" search={narrowed}>
          {t('newest')}
        </TextLink>
      )}
      {last === undefined || last <= 1 || events.length < pageSize ? null : (
        <TextLink to="/audit" search={{ ...narrowed, before: last }}>
          {t('older')}
        </TextLink>
      )}
    </nav>
  );
}

import { type AuditEvent, auditRoutes } from '@datalab/server/modules/audit/audit.contract.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { call } from '../../app/api.ts';
import { apiQuery } from '../../app/query.ts';
import { hasRole, usePerson } from '../../app/session.ts';
import { auditTexts } from '../../i18n/audit.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField } from '../../ui/field.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { editionsQuery } from '../editions/editions-page.tsx';
import { Events } from './events.tsx';

const pageSize = 50;

export function AuditPage() {
  const t = useTexts(auditTexts);
  const mayRead = hasRole(usePerson(), 'privacy-officer');
  const search = useSearch({ from: '/audit' });
  const query = useQuery(apiQuery(auditRoutes.listAuditEvents, { query: { ...search, limit: pageSize } }));
  return (
    <Page title={t('title')} lead={t('lead')}>
      {mayRead && (
        <>
          <Verification />
          <EditionFilter />
        </>
      )}
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
            <EmptyState title={t('empty')} />
          ) : (
            <section className="stack">
              <p aria-live="polite">{t('count', { n: total })}</p>
              <Events events={events} />
              <Pages events={events} />
            </section>
          )
        }
      </Loaded>
    </Page>
  );
}

function Verification() {
  const t = useTexts(auditTexts);
  const verify = useMutation({ mutationFn: () => call(auditRoutes.verifyAudit, {}) });
  const result = verify.data;
  return (
    <div className="stack stack-tight">
      <div>
        <ActionButton look="primary" busy={verify.isPending} onClick={() => verify.mutate()}>
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
    </div>
  );
}

function EditionFilter() {
  const t = useTexts(auditTexts);
  const local = useLocal();
  const { edition } = useSearch({ from: '/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const editions = useQuery(editionsQuery).data ?? [];
  return (
    <SelectField
      label={t('edition')}
      value={edition ?? ''}
      onChange={(value) => void navigate({ search: value === '' ? {} : { edition: value } })}
      options={[
        { value: '', label: t('allEditions') },
        ...editions.map(({ slug, title }) => ({ value: slug, label: local(title) })),
      ]}
    />
  );
}

function Pages({ events }: { events: readonly AuditEvent[] }) {
  const t = useTexts(auditTexts);
  const { before, edition } = useSearch({ from: '/audit' });
  const last = events.at(-1)?.sequence;
  const narrowed = edition === undefined ? {} : { edition };
  return (
    <div className="row">
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
    </div>
  );
}

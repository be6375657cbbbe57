import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { apiQuery } from '../app/query.ts';
import { hasRole, useOrganisations, usePerson } from '../app/session.ts';
import { editionsQuery } from '../features/editions/edition.ts';
import { EditionLine } from '../features/editions/edition-line.tsx';
import {
  type Count,
  countBy,
  type Filter,
  filterEditions,
  isMine,
  joinEditions,
  type Listed,
  regionOf,
  statuses,
} from '../features/editions/overview.ts';
import { CameOfIt } from '../features/impact/came-of-it.tsx';
import { editionsTexts } from '../i18n/editions.ts';
import { useLanguage, useLocal, useTexts } from '../i18n/language.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { Heading2 } from '../ui/heading.tsx';
import { PrimaryLink, SecondaryLink, TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/query-state.tsx';

const finishedQuery = apiQuery(editionsRoutes.listFinishedEditions, {});

/** All editions: those of the reader, and what was finished elsewhere in the network (32). */
export function EditionsPage() {
  const t = useTexts(editionsTexts);
  const query = useQuery(editionsQuery);
  const finished = useQuery(finishedQuery).data ?? [];
  const facilitator = hasRole(usePerson(), 'facilitator');
  return (
    <Page
      title={t('listTitle')}
      lead={t('listLead')}
      actions={
        <>
          <SecondaryLink to="/editions/outcomes">{t('listOutcomes')}</SecondaryLink>
          {facilitator ? <SecondaryLink to="/editions/new">{t('newEdition')}</SecondaryLink> : null}
        </>
      }
    >
      <Loaded query={query} lines={6}>
        {(mine) => {
          const editions = joinEditions(mine, finished);
          return editions.length === 0 ? (
            <EmptyState title={t('listEmpty')}>
              {facilitator ? <PrimaryLink to="/editions/new">{t('newEdition')}</PrimaryLink> : null}
            </EmptyState>
          ) : (
            <Overview editions={editions} />
          );
        }}
      </Loaded>
    </Page>
  );
}

function Overview({ editions }: { editions: readonly Listed[] }) {
  const t = useTexts(editionsTexts);
  const { language } = useLanguage();
  const filter: Filter = useSearch({ from: '/editions' });
  const shown = filterEditions(editions, filter, language);
  return (
    <div className="stack stack-wide">
      <Filters editions={editions} filter={filter} />
      <p className="visually-hidden" role="status">
        {t('listShown', { n: shown.length, total: editions.length })}
      </p>
      {shown.length === 0 ? (
        <EmptyState title={t('listNothingFits')}>
          <TextLink to="/editions">{t('listShowAll')}</TextLink>
        </EmptyState>
      ) : (
        statuses.map((status) => (
          <StatusGroup key={status} status={status} editions={shown.filter((one) => one.status === status)} />
        ))
      )}
    </div>
  );
}

function StatusGroup({
  status,
  editions,
}: {
  status: (typeof statuses)[number];
  editions: readonly Listed[];
}) {
  const t = useTexts(editionsTexts);
  if (editions.length === 0) return null;
  return (
    <section>
      <Heading2>
        {t(`status.${status}`)} <span className="soft">{editions.length}</span>
      </Heading2>
      <ul className="stack plain-list">
        {editions.map((edition) => (
          <EditionLine key={edition.slug} edition={edition}>
            {isMine(edition) && status === 'finished' ? <CameOfIt edition={edition.slug} /> : null}
          </EditionLine>
        ))}
      </ul>
    </section>
  );
}

/** Only what tells editions apart: with one theme there is nothing to choose. */
function Filters({ editions, filter }: { editions: readonly Listed[]; filter: Filter }) {
  const t = useTexts(editionsTexts);
  const { language } = useLanguage();
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const navigate = useNavigate({ from: '/editions' });
  const choose = (name: keyof Filter, value: string) => {
    const { [name]: _, ...others } = filter;
    void navigate({ search: value === '' ? others : { ...others, [name]: value }, replace: name === 'q' });
  };
  const choices: { name: keyof Filter; counts: Count[]; say?: (value: string) => string }[] = [
    {
      name: 'status',
      counts: countBy(editions, (edition) => edition.status),
      say: (value) => t(`status.${statuses.find((status) => status === value) ?? 'running'}`),
    },
    { name: 'theme', counts: countBy(editions, (edition) => edition.theme[language]) },
    {
      name: 'initiator',
      counts: countBy(editions, (edition) => edition.initiator),
      say: (value) => local(nameOf(value)),
    },
    { name: 'region', counts: countBy(editions, (edition) => regionOf(edition, language)) },
  ];
  const useful = choices.filter(({ name, counts }) => counts.length > 1 || filter[name] !== undefined);
  return (
    <search className="edition-filters">
      <TextField
        type="search"
        label={t('filter.q')}
        maxLength={100}
        value={filter.q ?? ''}
        onChange={(value) => choose('q', value)}
      />
      {useful.map(({ name, counts, say = (value: string) => value }) => (
        <SelectField
          key={name}
          label={t(`filter.${name}`)}
          value={filter[name] ?? ''}
          onChange={(value) => choose(name, value)}
          options={[
            { value: '', label: t('filterAll') },
            ...counts.map(({ value, n }) => ({ value, label: `${say(value)} (${n})` })),
          ]}
        />
      ))}
    </search>
  );
}

import {
  type AskedBy,
  type ReleaseOverview,
  releasesRoutes,
  type ShownEntry,
} from '@datalab/server/modules/releases/releases.contract.ts';
import { type ShownKind, shownKinds } from '@datalab/server/modules/releases/shown.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { apiQuery } from '../../app/query.ts';
import { formatDateTime, formatNumber } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { WideTable } from '../../ui/wide-table.tsx';

const address = '/editions/$edition/releases';
const pageSize = 50;
const platform = 'platform';

/** Everything that was asked and shown, downloads included, newest first. */
export function ShownList({ edition, overview }: { edition: string; overview: ReleaseOverview }) {
  const t = useTexts(releasesTexts);
  const search = useSearch({ from: address });
  const query = useQuery(
    apiQuery(releasesRoutes.listShown, { params: { edition }, query: { ...search, limit: pageSize } }),
  );
  const { people, results, opened, downloads } = overview;
  return (
    <Card className="stack">
      <Heading2>{t('asked')}</Heading2>
      {people.length === 0 ? (
        <EmptyState title={t('nobodyAsked')}>
          <p className="soft">{t('nobodyAskedHint')}</p>
          <TextLink to="/editions/$edition/$step" params={{ edition, step: 'analyse' }}>
            {t('toAnalyses')}
          </TextLink>
        </EmptyState>
      ) : (
        <>
          <p aria-live="polite">{t('askedCount', { results, opened, downloads })}</p>
          <Filters people={people} />
          <Loaded query={query} lines={6}>
            {({ entries, earlier }) =>
              entries.length === 0 ? (
                <p>{t('noneFound')}</p>
              ) : (
                <>
                  <Entries edition={edition} entries={entries} />
                  <Pages edition={edition} last={entries.at(-1)?.number} earlier={earlier} />
                </>
              )
            }
          </Loaded>
        </>
      )}
    </Card>
  );
}

function Filters({ people }: { people: readonly AskedBy[] }) {
  const t = useTexts(releasesTexts);
  const { person, kind } = useSearch({ from: address });
  const navigate = useNavigate({ from: address });
  const narrow = (next: { readonly person?: string | undefined; readonly kind?: ShownKind | undefined }) => {
    const both = { person, kind, ...next };
    void navigate({
      search: {
        ...(both.person === undefined ? {} : { person: both.person }),
        ...(both.kind === undefined ? {} : { kind: both.kind }),
      },
      resetScroll: false,
    });
  };
  return (
    <div className="shown-filters">
      <SelectField
        label={t('filterPerson')}
        value={person ?? ''}
        onChange={(value) => narrow({ person: value === '' ? undefined : value })}
        options={[
          { value: '', label: t('everyone') },
          ...people.map(({ id, name }) => ({ value: id ?? platform, label: name ?? t('platform') })),
        ]}
      />
      <SelectField
        label={t('filterKind')}
        value={kind ?? ''}
        onChange={(value) => narrow({ kind: shownKinds.find((one) => one === value) })}
        options={[
          { value: '', label: t('everything') },
          ...shownKinds.map((one) => ({ value: one, label: t(`kinds.${one}`) })),
        ]}
      />
    </div>
  );
}

const columns = ['at', 'who', 'what', 'dataSets', 'figuresShown', 'figuresSuppressed'] as const;

function Entries({ edition, entries }: { edition: string; entries: readonly ShownEntry[] }) {
  const t = useTexts(releasesTexts);
  return (
    <WideTable
      name={t('asked')}
      columns={columns.map((key) => ({ key, label: t(key), isAmount: key.startsWith('figures') }))}
      className="utrecht-table utrecht-table--html-table shown-table"
    >
      {entries.map((entry) => (
        <EntryRow key={entry.number} edition={edition} entry={entry} />
      ))}
    </WideTable>
  );
}

function EntryRow({ edition, entry }: { edition: string; entry: ShownEntry }) {
  const t = useTexts(releasesTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { at, by, dataSets, figures } = entry;
  return (
    <tr>
      <td>{formatDateTime(at, language)}</td>
      <td>{by.name ?? t('platform')}</td>
      <td>
        <What edition={edition} entry={entry} />
      </td>
      <td>{dataSets.map(({ name }) => local(name)).join(', ')}</td>
      <td className="amount">{formatNumber(figures.shown, language)}</td>
      <td className="amount">{formatNumber(figures.suppressed, language)}</td>
    </tr>
  );
}

/** Of the number of a result: enough to tell results apart. */
const shownDigits = 8;

/** What the platform measures belongs to an indicator; a file of several results is named. */
function What({ edition, entry }: { edition: string; entry: ShownEntry }) {
  const t = useTexts(releasesTexts);
  const { by, evidence, kind, subject } = entry;
  if (by.id === null) {
    return (
      <TextLink to="/editions/$edition/impact" params={{ edition }}>
        {t('measured')}
      </TextLink>
    );
  }
  if (evidence === null) return `${t(`kind.${kind}`)}: ${subject}`;
  return (
    <TextLink to="/evidence/$evidence" params={{ evidence }}>
      {t(`kind.${kind}`)} <span className="small">{evidence.slice(0, shownDigits)}</span>
    </TextLink>
  );
}

function Pages({ edition, last, earlier }: { edition: string; last: number | undefined; earlier: number }) {
  const t = useTexts(releasesTexts);
  const { before, ...narrowed } = useSearch({ from: address });
  return (
    <div className="row">
      {before === undefined ? null : (
        <TextLink to={address} params={{ edition }} search={narrowed}>
          {t('newest')}
        </TextLink>
      )}
      {earlier === 0 || last === undefined ? null : (
        <TextLink to={address} params={{ edition }} search={{ ...narrowed, before: last }}>
          {t('older', { n: earlier })}
        </TextLink>
      )}
    </div>
  );
}

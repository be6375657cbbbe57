import {
  catalogueRoutes,
  type DataSetSummary,
} from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { apiQuery } from '../../app/query.ts';
import { hasRole, useOrganisations, usePerson } from '../../app/session.ts';
import { catalogueTexts } from '../../i18n/catalogue.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { PrimaryLink, TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Piece } from '../../ui/piece.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { toStores } from './stores.ts';
import './catalogue.css';

/** The shopping mall of data: every organisation a store. What is searched for stands in the address. */
export function DataPage() {
  const t = useTexts(catalogueTexts);
  const local = useLocal();
  const person = usePerson();
  const navigate = useNavigate();
  const { all } = useOrganisations();
  const { search = '', owner = '' } = useSearch({ from: '/data' });
  const query = useQuery({
    ...apiQuery(catalogueRoutes.listDataSets, {
      query: { ...(search !== '' && { search }), ...(owner !== '' && { owner }) },
    }),
    placeholderData: keepPreviousData,
  });
  const filter = (next: { search?: string; owner?: string }) =>
    void navigate({ to: '/data', search: { search, owner, ...next }, replace: true });
  const mayRegister = hasRole(person, 'engineer') || hasRole(person, 'steward');
  const filtered = search !== '' || owner !== '';
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={mayRegister && <PrimaryLink to="/data/register">{t('register')}</PrimaryLink>}
    >
      <search className="data-filter">
        <TextField
          label={t('search')}
          type="search"
          value={search}
          onChange={(text) => filter({ search: text })}
          maxLength={100}
        />
        <SelectField
          label={t('owner')}
          value={owner}
          onChange={(slug) => filter({ owner: slug })}
          options={[
            { value: '', label: t('allOwners') },
            ...all.map(({ slug, name }) => ({ value: slug, label: local(name) })),
          ]}
        />
      </search>
      <Loaded query={query} lines={8}>
        {(dataSets) => (
          <>
            <p className="visually-hidden" role="status">
              {t('results', { n: dataSets.length })}
            </p>
            {dataSets.length === 0 ? (
              <EmptyState title={t(filtered ? 'none' : 'empty')}>
                <p className="soft">{t(filtered ? 'noneHint' : 'emptyHint')}</p>
                {filtered && (
                  <TextLink to="/data" search={{}}>
                    {t('clear')}
                  </TextLink>
                )}
              </EmptyState>
            ) : (
              <Stores dataSets={dataSets} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Stores({ dataSets }: { dataSets: readonly DataSetSummary[] }) {
  const t = useTexts(catalogueTexts);
  const local = useLocal();
  const { nameOf, colourOf } = useOrganisations();
  const stores = toStores(
    dataSets,
    (slug) => local(nameOf(slug)),
    ({ name }) => local(name),
  );
  return (
    <div className="stores">
      {stores.map(({ owner, dataSets: own }) => (
        <section key={owner} className="store">
          <div className="store-head">
            <Piece colour={colourOf(owner)} />
            <Heading2>{local(nameOf(owner))}</Heading2>
            <span className="small soft">{t('storeCount', { n: own.length })}</span>
          </div>
          <ul className="tiles plain-list">
            {own.map((dataSet) => (
              <DataSetCard key={dataSet.id} dataSet={dataSet} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function DataSetCard({ dataSet }: { dataSet: DataSetSummary }) {
  const t = useTexts(catalogueTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { newest } = dataSet;
  return (
    <Card as="li" className="data-set-card">
      <Heading3>
        <TextLink className="card-link" to="/data/$dataSet" params={{ dataSet: dataSet.id }}>
          {local(dataSet.name)}
        </TextLink>
      </Heading3>
      {dataSet.purpose && <p className="small">{local(dataSet.purpose)}</p>}
      <p className="row">
        <Chip tone="quiet">{t(`unit.${dataSet.unit}`)}</Chip>
        <Chip tone={dataSet.accessClass === 'restricted' ? 'rust' : 'quiet'}>
          {t(`access.${dataSet.accessClass}`)}
        </Chip>
      </p>
      <p className="small soft">
        {newest
          ? `${t(newest.rounded ? 'rowsAbout' : 'rows', { n: newest.rows })} · ${t('fresh', { at: formatDate(newest.landedAt, language) })}`
          : t('notLanded')}
      </p>
    </Card>
  );
}

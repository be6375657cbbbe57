import { catalogueRoutes, type DataSet } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { apiQuery } from '../../app/query.ts';
import { catalogueTexts } from '../../i18n/catalogue.ts';
import { formatDate, formatNumber, formatShare } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { SecondaryLink, TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { LoadedPage } from '../../ui/query-state.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { ContractCard } from './contract-card.tsx';
import { formatRetention } from './retention.ts';
import './catalogue.css';
import '../../ui/facts.css';

export function DataSetPage() {
  const params = useParams({ from: '/data/$dataSet' });
  const query = useQuery(apiQuery(catalogueRoutes.getDataSet, { params }));
  return (
    <LoadedPage query={query} lines={10}>
      {(dataSet) => <DataSetView dataSet={dataSet} />}
    </LoadedPage>
  );
}

function DataSetView({ dataSet }: { dataSet: DataSet }) {
  const t = useTexts(catalogueTexts);
  const local = useLocal();
  const { replaceContract } = dataSet.may;
  return (
    <Page
      title={local(dataSet.name)}
      kicker={
        <TextLink to="/data" search={{ owner: dataSet.owner }}>
          <OrganisationName slug={dataSet.owner} />
        </TextLink>
      }
      lead={dataSet.purpose ? local(dataSet.purpose) : undefined}
      breadcrumbs={[
        <TextLink key="data" to="/data" search={{}}>
          {t('title')}
        </TextLink>,
      ]}
      actions={
        replaceContract.allowed ? (
          <SecondaryLink to="/data/register">{t('replaceContract')}</SecondaryLink>
        ) : (
          <ActionButton permission={replaceContract}>{t('replaceContract')}</ActionButton>
        )
      }
    >
      <div className="two-columns">
        <div className="stack stack-wide">
          <section className="stack">
            <Heading2>{t('columns')}</Heading2>
            <Card>
              <ColumnsTable columns={dataSet.columns} />
            </Card>
          </section>
          <section className="stack">
            <Heading2>{t('versions')}</Heading2>
            <Card>
              <Versions dataSet={dataSet} />
            </Card>
          </section>
          <ContractCard dataSet={dataSet} />
        </div>
        <div className="stack">
          <Facts dataSet={dataSet} />
          <Keys keys={dataSet.keys} />
          <Quality dataSet={dataSet} />
          <UsedIn dataSet={dataSet} />
        </div>
      </div>
    </Page>
  );
}

function Facts({ dataSet }: { dataSet: DataSet }) {
  const t = useTexts(catalogueTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const unknown = <em className="soft">{t('unknown')}</em>;
  const facts = [
    [t('aboutUnit'), t(`unit.${dataSet.unit}`)],
    [t('access'), t(`access.${dataSet.accessClass}`)],
    [t('legalBasis'), dataSet.legalBasis ? local(dataSet.legalBasis) : unknown],
    [t('retention'), dataSet.retention ? formatRetention(dataSet.retention, language) : unknown],
    ...(dataSet.areaYear === null ? [] : [[t('areaYear'), String(dataSet.areaYear)] as const]),
    ...(dataSet.usage === null ? [] : [[t('usage'), local(dataSet.usage)] as const]),
    ...(dataSet.limitations === null ? [] : [[t('limitations'), local(dataSet.limitations)] as const]),
  ] as const;
  return (
    <Card as="section" className="stack stack-tight">
      <Heading2>{t('facts')}</Heading2>
      <dl className="facts facts-narrow">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Keys({ keys }: Pick<DataSet, 'keys'>) {
  const t = useTexts(catalogueTexts);
  return (
    <Card as="section" className="stack stack-tight">
      <Heading2>{t('keys')}</Heading2>
      {keys.length === 0 ? (
        <p className="soft">{t('keysNone')}</p>
      ) : (
        <ul className="plain-list row">
          {keys.map((key) => (
            <li key={key}>
              <Chip>{t(`key.${key}`)}</Chip>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Quality({ dataSet }: { dataSet: DataSet }) {
  const t = useTexts(catalogueTexts);
  const { language } = useLanguage();
  const { newest } = dataSet;
  if (!newest || newest.rows + newest.rejected === 0) return null;
  const share = newest.rows / (newest.rows + newest.rejected);
  return (
    <Card as="section" className="stack stack-tight">
      <Heading2>{t('quality')}</Heading2>
      <p>{t('qualityRows', { share: formatShare(Math.floor(share * 100) / 100, language) })}</p>
    </Card>
  );
}

function UsedIn({ dataSet }: { dataSet: DataSet }) {
  const t = useTexts(catalogueTexts);
  const local = useLocal();
  return (
    <Card as="section" className="stack stack-tight">
      <Heading2>{t('usedIn')}</Heading2>
      {dataSet.editions.length === 0 ? (
        <p className="soft">{t('usedNowhere')}</p>
      ) : (
        <ul className="plain-list stack stack-tight">
          {dataSet.editions.map(({ slug, title }) => (
            <li key={slug}>
              <TextLink to="/editions/$edition" params={{ edition: slug }}>
                {local(title)}
              </TextLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Versions({ dataSet: { versions, editions } }: { dataSet: DataSet }) {
  const t = useTexts(catalogueTexts);
  const { language } = useLanguage();
  if (versions.length === 0) return <p className="soft">{t('noVersions')}</p>;
  const amount = (rows: number, rounded: boolean) => {
    const n = formatNumber(rows, language);
    return rounded && rows > 0 ? t('about', { n }) : n;
  };
  const columns = [
    { key: 'version', label: t('version') },
    { key: 'landed', label: t('landed') },
    { key: 'rows', label: t('versionRows'), isAmount: true },
    { key: 'rejected', label: t('rejected'), isAmount: true },
    { key: 'contract', label: t('contractVersion') },
    { key: 'space', label: t('space') },
  ];
  return (
    <WideTable name={t('versions')} columns={columns} className="answer-table">
      {versions.map((version) => (
        <tr key={`${version.space} ${version.version}`}>
          <th scope="row">
            {version.version} {version.current && <Chip tone="green">{t('current')}</Chip>}
          </th>
          <td>{formatDate(version.landedAt, language)}</td>
          <td className="amount">{amount(version.rows, version.rounded)}</td>
          <td className="amount">{amount(version.rejected, version.rounded)}</td>
          <td>{version.contractVersion}</td>
          <td>
            <SpaceLink space={version.space} editions={editions} />
          </td>
        </tr>
      ))}
    </WideTable>
  );
}

function SpaceLink({ space, editions }: { space: string } & Pick<DataSet, 'editions'>) {
  const local = useLocal();
  const [kind, slug = ''] = space.split(':');
  if (kind !== 'edition') return <OrganisationName slug={slug} />;
  const title = editions.find((edition) => edition.slug === slug)?.title;
  return (
    <TextLink to="/editions/$edition" params={{ edition: slug }}>
      {title ? local(title) : slug}
    </TextLink>
  );
}

import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { type Edition, editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Piece } from '../../ui/piece.tsx';
import { PickAndAdd } from './pick-and-add.tsx';

/** Which data sets were agreed for this edition, and whose they are. */
export function DataNeeded({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const { nameOf, colourOf } = useOrganisations();
  return (
    <Card className="lane-note">
      <h3 className="utrecht-heading-3" id="data-needed" tabIndex={-1}>
        {t('dataNeeded')}
      </h3>
      {edition.dataSets.length === 0 ? <p className="soft">{t('dataNone')}</p> : null}
      <ul className="lane-list">
        {edition.dataSets.map((dataSet) => (
          <li key={dataSet.id}>
            <span className="organisation-name">
              <Piece colour={colourOf(dataSet.owner)} name={local(nameOf(dataSet.owner))} />
              <span>{local(dataSet.name)}</span>
            </span>
            <p className="small soft">
              {dataSet.version === null
                ? t('dataNotYet')
                : t(dataSet.rounded ? 'dataRowsAbout' : 'dataRows', {
                    n: dataSet.rows ?? 0,
                    version: dataSet.version,
                  })}
            </p>
          </li>
        ))}
      </ul>
      {edition.may.addDataSet.allowed ? <AgreeDataSet edition={edition} /> : null}
    </Card>
  );
}

function AgreeDataSet({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const known = useQuery(apiQuery(catalogueRoutes.listDataSets, {})).data ?? [];
  const agree = useApiChange(editionsRoutes.addDataSet);
  const agreed = new Set(edition.dataSets.map(({ id }) => id));
  const options = known
    .filter(({ id }) => !agreed.has(id))
    .map(({ id, name }) => ({ value: id, label: local(name) }));
  if (options.length === 0) return null;
  return (
    <PickAndAdd
      label={t('dataAddLabel')}
      action={t('dataAdd')}
      options={options}
      busy={agree.isPending}
      error={agree.error}
      onAdd={(dataSet) => agree.mutate({ params: { edition: edition.slug }, body: { dataSet } })}
    />
  );
}

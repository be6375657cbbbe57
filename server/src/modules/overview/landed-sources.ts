import { join } from 'node:path';
import { deliverableContract, lakeContract } from '@datalab/warehouse';
import type { AnyDb } from '../../platform/db/database.ts';
import type { DataDirectory } from '../../platform/files/data-directory.ts';
import type { LandedSource } from '../analyses/analyses.api.ts';
import type { Catalogue } from '../catalogue/catalogue.api.ts';
import { currentVersions, getVersion, type VersionFacts } from '../deliveries/deliveries.api.ts';
import { editionSpace, findAgreedOwner } from '../editions/editions.api.ts';
import { selectUsable } from '../sharing/sharing.api.ts';

interface Places {
  readonly db: AnyDb;
  readonly files: Pick<DataDirectory, 'spaceFolder'>;
  readonly catalogue: Pick<Catalogue, 'findDataSet'>;
  readonly now: () => Date;
}

/**
 * What a query of an edition may name: the data sets that landed in its space, as far as the agreement lets them be used
 * now. Throws when it lets nothing be used.
 */
export async function findLandedSources(
  { db, files, catalogue, now }: Places,
  slug: string,
  versions: ReadonlyMap<string, string> | undefined,
): Promise<LandedSource[]> {
  const space = editionSpace(slug);
  const landed = await selectUsable(db, slug, await findVersions(db, space, versions), now());
  const sources = await Promise.all(
    landed.map(async (facts): Promise<LandedSource | undefined> => {
      const owner = await findAgreedOwner(db, slug, facts.dataSet);
      const dataSet = await catalogue.findDataSet(facts.dataSet, facts.contractVersion);
      if (owner === undefined || dataSet === undefined) return undefined;
      return {
        dataSet: facts.dataSet,
        name: dataSet.name,
        owner,
        version: facts.version,
        dir: join(files.spaceFolder(space), facts.dataSet, facts.version),
        manifestSha256: facts.manifestSha256,
        rows: facts.rows,
        landedAt: facts.landedAt,
        keyVersion: facts.keyVersion,
        delivery: facts.delivery,
        contract: lakeContract(
          facts.agreed === undefined ? dataSet.contract : deliverableContract(dataSet.contract, facts.agreed),
        ),
        about: dataSet.about,
        labels: dataSet.labels,
        valueNames: dataSet.valueNames,
      };
    }),
  );
  return sources.filter((source) => source !== undefined);
}

function findVersions(
  db: AnyDb,
  space: string,
  versions: ReadonlyMap<string, string> | undefined,
): Promise<VersionFacts[]> {
  if (versions === undefined) return currentVersions(db, space);
  return Promise.all([...versions].map(([dataSet, version]) => getVersion(db, { space, dataSet, version })));
}

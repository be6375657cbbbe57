import { settingsToRuleParameters } from '@datalab/query-control';
import { isOpenAboutAreas } from '@datalab/warehouse';
import type { LandedSource } from '../modules/analyses/analyses.api.ts';
import type { Catalogue } from '../modules/catalogue/catalogue.api.ts';
import { type ChecksModule, type CheckWork, linkedTo } from '../modules/checks/checks.api.ts';
import { editionSpace } from '../modules/editions/editions.api.ts';
import { findLandedSources } from '../modules/overview/overview.api.ts';
import {
  type Checks,
  createReleases,
  findNames,
  type LandedData,
  type LandedVersion,
  releasesMigrations,
} from '../modules/releases/releases.api.ts';
import type { Context } from './context.ts';

interface Needs {
  readonly catalogue: Catalogue;
  readonly checks: Pick<ChecksModule, 'checkOf' | 'start' | 'tryGroupings'>;
}

export const releasesPart = {
  migrations: releasesMigrations,
  create: (context: Context, needs: Needs) => ({
    releases: createReleases({
      ...context,
      findNames: (dataSet) => findNames(needs.catalogue, dataSet),
      checks: checksOf(context, needs),
    }),
  }),
};

function checksOf(context: Context, { catalogue, checks }: Needs): Checks {
  return {
    findLanded: async (edition) => {
      const sources = await findLandedSources({ ...context, catalogue }, edition, undefined);
      const { floor } = settingsToRuleParameters(await context.protection.get(editionSpace(edition)));
      return sourcesToLanded(edition, sources, floor, checks);
    },
    start: checks.start,
  };
}

function sourcesToLanded(
  edition: string,
  sources: readonly LandedSource[],
  floor: number,
  { checkOf, tryGroupings }: Needs['checks'],
): LandedData {
  const workOf = (dataSet: string): CheckWork => {
    const source = sources.find((one) => one.dataSet === dataSet);
    if (source === undefined) throw new Error(`${dataSet} did not land in ${edition}`);
    return { edition, source, others: sources };
  };
  return {
    versions: sources
      .filter(({ contract }) => !isOpenAboutAreas(contract))
      .map((source) => sourceToVersion(source, sources)),
    floor,
    check: async (dataSet, asked) => checkOf({ ...workOf(dataSet), ...asked }),
    tryOut: async (dataSet, groups, asked) => tryGroupings({ ...workOf(dataSet), ...asked }, groups),
  };
}

function sourceToVersion(source: LandedSource, sources: readonly LandedSource[]): LandedVersion {
  const { dataSet, version, landedAt } = source;
  const linked = linkedTo(source, sources).map((one) => `${one.dataSet}/${one.version}`);
  return { dataSet, version, landedAt, linked: linked.sort() };
}

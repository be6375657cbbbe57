import { isOpenAboutAreas } from '@datalab/warehouse';
import type { LandedSource } from '../modules/analyses/analyses.api.ts';
import type { Catalogue } from '../modules/catalogue/catalogue.api.ts';
import type { ChecksModule, CheckWork } from '../modules/checks/checks.api.ts';
import { findLandedSources } from '../modules/overview/overview.api.ts';
import {
  type Checks,
  createReleases,
  findNames,
  releasesMigrations,
} from '../modules/releases/releases.api.ts';
import type { Context } from './context.ts';

interface Needs {
  readonly catalogue: Catalogue;
  readonly checks: ChecksModule;
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
  const listSources = (edition: string): Promise<LandedSource[]> =>
    findLandedSources({ ...context, catalogue }, edition, undefined);
  const toWork = async (edition: string, dataSet: string, signal?: AbortSignal): Promise<CheckWork> => {
    const others = await listSources(edition);
    const source = others.find((one) => one.dataSet === dataSet);
    if (source === undefined) throw new Error(`${dataSet} did not land in ${edition}`);
    return { edition, source, others, signal };
  };
  return {
    listLanded: async (edition) =>
      (await listSources(edition)).filter(({ contract }) => !isOpenAboutAreas(contract)),
    check: async (edition, dataSet, signal) => checks.checkOf(await toWork(edition, dataSet, signal)),
    tryOut: async (edition, dataSet, groups, signal) =>
      checks.tryGroupings(await toWork(edition, dataSet, signal), groups),
    start: checks.start,
  };
}

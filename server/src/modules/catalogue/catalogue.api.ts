import type { AreaDivision } from '@datalab/warehouse';
import type { Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { findAreas } from './catalogue.areas.ts';
import { createContractReader, listContracts } from './catalogue.contracts.ts';
import type { CatalogueDeps } from './catalogue.deps.ts';
import { bindCatalogue } from './catalogue.routes.ts';
import { ownTables } from './catalogue.tables.ts';
import { type RegisteredDataSet, rowToDataSet } from './catalogue.view.ts';

export type { CatalogueDeps, EditionUse, LandedFacts } from './catalogue.deps.ts';
export { catalogueMigrations } from './catalogue.tables.ts';
export type { RegisteredDataSet } from './catalogue.view.ts';

export interface Catalogue {
  readonly bindings: RouteBinding[];
  /** Without a version: as the newest contract says. */
  findDataSet(id: string, contractVersion?: string): Promise<RegisteredDataSet | undefined>;
  listDataSets(): Promise<RegisteredDataSet[]>;
  /** The codes of an area division, or undefined when that year is not registered. */
  findAreas(year: number): Promise<AreaDivision | undefined>;
}

export function createCatalogue(given: Omit<Given<CatalogueDeps>, 'readContract'>): Catalogue {
  const deps = { ...given, db: ownTables(given.db), readContract: createContractReader() };
  return {
    bindings: bindCatalogue(deps),
    findDataSet: async (id, contractVersion) => {
      const [row] = await listContracts(deps, { dataSet: id, version: contractVersion });
      return row === undefined ? undefined : rowToDataSet(row);
    },
    listDataSets: async () => (await listContracts(deps, {})).map(rowToDataSet),
    findAreas: (year) => findAreas(deps, year),
  };
}

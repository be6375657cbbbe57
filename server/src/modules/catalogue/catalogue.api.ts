import type { AreaDivision } from '@datalab/warehouse';
import type { Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { findAreas } from './catalogue.areas.ts';
import type { CatalogueDeps } from './catalogue.deps.ts';
import { listContractRows } from './catalogue.queries.ts';
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

export function createCatalogue(given: Given<CatalogueDeps>): Catalogue {
  const deps = { ...given, db: ownTables(given.db) };
  return {
    bindings: bindCatalogue(deps),
    findDataSet: async (id, contractVersion) => {
      const [row] = await listContractRows(deps.db, { dataSet: id, version: contractVersion });
      return row === undefined ? undefined : rowToDataSet(row);
    },
    listDataSets: async () => (await listContractRows(deps.db, {})).map(rowToDataSet),
    findAreas: (year) => findAreas(deps, year),
  };
}

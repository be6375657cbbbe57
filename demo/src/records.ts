import { createTownMap, type TownMap } from './map/town-map.ts';
import { months } from './months.ts';
import { createRandom } from './random.ts';
import { type LitterReport, plantLitter, reportLitter } from './sources/litter-reports.ts';
import { createTables, type TownTables } from './town.ts';

/** What is written in the files of the town without a fault, as it happened, for measurements without files. */
export interface TownRecords {
  readonly map: TownMap;
  readonly months: readonly string[];
  readonly tables: TownTables;
  readonly litter: readonly LitterReport[];
}

export function createTownRecords(seed = 'voorbeeldstad'): TownRecords {
  const random = createRandom(seed);
  const map = createTownMap(random.fork('map'));
  const { tables } = createTables(map, random);
  const litter = reportLitter(map, plantLitter(map), createRandom(`${seed}/litter`));
  return { map, months, tables, litter };
}

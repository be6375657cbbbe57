import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SpoiledTable, spoil } from './faults.ts';
import { populateTown } from './inhabitants.ts';
import { involveInhabitants } from './involvement.ts';
import { mapToGeoJson } from './map/geojson.ts';
import { createTownMap, type TownMap } from './map/town-map.ts';
import { type DemoOrganisation, organisations } from './organisations.ts';
import { toFileBytes, writeWhole } from './partner-file.ts';
import { createRandom, type Random } from './random.ts';
import { payBenefits } from './sources/benefits.ts';
import { giveCare } from './sources/mental-health-care.ts';
import { reportNuisance } from './sources/nuisance-reports.ts';
import { countPopulation } from './sources/population.ts';
import { provideSupport } from './sources/social-support.ts';
import type { Dataset, FileStyle, Source } from './sources/source.ts';
import { countTenancies } from './sources/tenancies.ts';
import { findTruth, type Truth } from './truth.ts';

/** The contracts of the six data sets, as `<data set>.odcs.yaml`. */
export const contractsDir = fileURLToPath(new URL('../contracts', import.meta.url));

/** One file of one organisation, ready to be delivered. */
export interface TownFile {
  readonly dataset: Dataset;
  readonly organisation: DemoOrganisation['slug'];
  readonly path: string;
  readonly contract: string;
}

export interface Town {
  readonly seed: string;
  readonly map: TownMap;
  /** GeoJSON of neighbourhoods, districts and the municipality. */
  readonly areasFile: string;
  readonly areaYear: number;
  readonly files: readonly TownFile[];
  readonly truth: Truth;
}

export type TownTables = ReturnType<typeof createTables>['tables'];

interface Written {
  readonly table: SpoiledTable<object>;
  readonly style: FileStyle;
}

const areaYear = 2024;

/** What happened in the town, source by source, with the faults of its files. */
export function createTables(map: TownMap, random: Random) {
  const inhabitants = populateTown(map.neighbourhoods, random.fork('inhabitants'));
  const involved = involveInhabitants(inhabitants, map, random.fork('involvement'));
  const sources = {
    nuisance: reportNuisance(involved, map, random.fork('nuisance')),
    support: provideSupport(involved.support, random.fork('support')),
    population: countPopulation(map),
    tenancies: countTenancies(involved.tenants, random.fork('tenancies')),
    care: giveCare(involved.care, random.fork('care')),
    benefits: payBenefits(involved.benefits, random.fork('benefits')),
  };
  const spoiled = <T>(source: Source<T>) => spoil(source, random.fork(`faults ${source.dataset}`));
  const tables = {
    nuisance: spoiled(sources.nuisance),
    support: spoiled(sources.support),
    population: spoiled(sources.population),
    tenancies: spoiled(sources.tenancies),
    care: spoiled(sources.care),
    benefits: spoiled(sources.benefits),
  };
  const written: Written[] = Object.values(tables).map((table: SpoiledTable<object>) => {
    const source = Object.values(sources).find(({ dataset }) => dataset === table.dataset);
    return { table, style: (source ?? sources.population).style };
  });
  return { tables, written };
}

async function writeTable({ table, style }: Written, outDir: string): Promise<TownFile> {
  const owner = organisations.find(({ datasets }) => datasets.includes(table.dataset));
  const organisation = owner?.slug ?? 'municipality';
  const path = join(outDir, organisation, `${table.dataset}.csv`);
  await writeWhole(path, toFileBytes(table.columns, table.rows, style));
  return {
    dataset: table.dataset,
    organisation,
    path,
    contract: join(contractsDir, `${table.dataset}.odcs.yaml`),
  };
}

/**
 * Makes the fictional town and writes the files its organisations would deliver, faults included. The same seed
 * gives the same bytes.
 */
export async function generateTown(options: {
  readonly outDir: string;
  readonly seed?: string;
}): Promise<Town> {
  const seed = options.seed ?? 'voorbeeldstad';
  const random = createRandom(seed);
  const map = createTownMap(random.fork('map'));
  const { tables, written } = createTables(map, random);
  const areasFile = join(options.outDir, 'areas', `voorbeeldstad-${areaYear}.geojson`);
  await writeWhole(areasFile, mapToGeoJson(map));
  const files: TownFile[] = [];
  for (const each of written) files.push(await writeTable(each, options.outDir));
  return { seed, map, areasFile, areaYear, files, truth: findTruth(tables, map) };
}

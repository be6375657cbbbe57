import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractsDir } from '@datalab/demo';
import { type CheckedCubes, type CountedUnit, type Cube, decodeCubes } from '@datalab/query-control';
import { lakeContract, parseContract, type QuerySource } from '@datalab/warehouse';

/** One landed version with its true sizes, and what of them the product shows. */
export interface LandedSet {
  readonly source: QuerySource;
  readonly cubes: CheckedCubes;
}

/** The true sizes of one unit. */
export function cubeOf({ cubes }: LandedSet, unit: CountedUnit): Cube {
  const checked = cubes[unit];
  if (!checked) throw new Error(`there are no ${unit}`);
  return checked.cube;
}

/** The newest version of a data set, as its last check left it. */
export async function readSet(space: string, dataset: string): Promise<LandedSet> {
  const source = await readSource(space, dataset);
  const file = newestCubes(await readdir(source.dir));
  if (file === undefined) throw new Error(`${dataset} ${source.version} was not checked`);
  return { source, cubes: decodeCubes(new Uint8Array(await readFile(join(source.dir, file)))) };
}

/**
 * The cubes of the last check of a version. Cubes of earlier checks lie beside them, and their names are in no order: each
 * check has a number in the name of its units, with the key that its cubes have too.
 */
export function newestCubes(names: readonly string[]): string | undefined {
  const checks = names.flatMap((name) => {
    const [, number, key] = /^units-(\d+)-([0-9a-f]+)\.check$/.exec(name) ?? [];
    return key === undefined ? [] : [{ number: Number(number), key }];
  });
  const [newest] = checks.toSorted((one, other) => other.number - one.number);
  return names.find((name) => name === `cells-${newest?.key}.cubes`);
}

/** The newest version of every data set that landed. */
export async function readSources(space: string): Promise<Map<string, QuerySource>> {
  const sources = await Promise.all((await readdir(space)).map((dataset) => readSource(space, dataset)));
  return new Map(sources.map((source) => [source.dataset, source]));
}

export async function readSource(space: string, dataset: string): Promise<QuerySource> {
  const version = (await readdir(join(space, dataset))).sort().at(-1);
  if (version === undefined) throw new Error(`${dataset} did not land`);
  const contract = parseContract(await readFile(join(contractsDir, `${dataset}.odcs.yaml`), 'utf8'));
  return { dataset, version, dir: join(space, dataset, version), contract: lakeContract(contract) };
}

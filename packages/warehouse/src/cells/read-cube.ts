import {
  type Cube,
  type CubeCounter,
  createClassCounter,
  createCubeCounter,
  type MembershipClasses,
  type NodeTable,
  type UnitsOfVersion,
} from '@datalab/query-control';
import { namesPersons } from '../contract/contract.ts';
import type { Engine, RunOptions } from '../engine/engine.ts';
import type { QuerySource } from '../lake/source.ts';
import { openVersion, type VersionFiles } from '../lake/version-files.ts';
import { type RowGroup, readGroups } from './finest-rows.ts';
import { composePersons, composeUnnamed, type FinestQuestion } from './finest-statement.ts';
import { composeNoiseOfPersons } from './noise-keys.ts';
import { type CodeTranslation, createCodeTranslation, readDimensionsOf } from './read-dimensions.ts';
import { readUnits } from './read-units.ts';

/** What is counted. */
export interface CubesToRead {
  readonly source: QuerySource;
  /** The versions that the links of the lattices point at, by data set. */
  readonly linked: ReadonlyMap<string, QuerySource>;
  /** The nodes in which records are counted. */
  readonly records: NodeTable;
  /** Those in which persons are. Absent where the data set names nobody. */
  readonly persons?: NodeTable | undefined;
  /** Columns of numbers that are added up in the cube of records. */
  readonly summed: readonly string[];
  /** Of the organisation that delivers; see `composeNoiseKeys`. */
  readonly noiseSecret?: Uint8Array | undefined;
}

/** The cubes of one version. Unprotected: they never leave the process. */
export interface Cubes {
  readonly records: Cube;
  readonly persons?: Cube;
  /** What the persons are in; only where one person can be in several nodes of one dimension. */
  readonly classes?: MembershipClasses | 'too-many';
  /** Where each record and person is. */
  readonly units: UnitsOfVersion;
}

/**
 * Counts all nodes of a landed version in one reading of its records (and one of those that name nobody): DuckDB groups
 * them by person and finest values, in the order of the persons, and the counter of query control adds each person to
 * the nodes that contain it. Memory is in proportion to the nodes and to the records of one person, and has room for
 * so many membership classes as `createClassCounter` says. Rejects with an
 * `UnlistedValueError` when a record has a value that is not in the lattices, with a `DamagedVersionError` when a file is
 * not as it landed, and with `engine.cancelled` when the signal is aborted.
 */
export async function readCubes(
  engine: Engine,
  cubes: CubesToRead,
  options: RunOptions = {},
): Promise<Cubes> {
  const tables = cubes.persons ? [cubes.records, cubes.persons] : [cubes.records];
  const dimensions = readDimensionsOf(tables.map(({ lattice }) => lattice));
  const question: FinestQuestion = {
    source: cubes.source,
    files: await openVersion(cubes.source),
    linked: await openLinked(cubes.linked),
    dimensions,
    summed: cubes.summed,
    noiseSecret: cubes.noiseSecret,
  };
  const records = createCubeCounter({ unit: 'records', table: cubes.records, summed: cubes.summed });
  const isSeveral = cubes.persons?.lattice.dimensions.some(({ severalPerPerson }) => severalPerPerson);
  const classes = cubes.persons && isSeveral ? createClassCounter(cubes.persons) : undefined;
  const persons =
    cubes.persons &&
    createCubeCounter({ unit: 'persons', table: cubes.persons, summed: [], onPerson: classes?.addRows });
  const counters: TranslatedCounter[] = [
    { counter: records, translation: createCodeTranslation(cubes.records.lattice, dimensions, false) },
    ...(persons && cubes.persons
      ? [
          {
            counter: persons,
            translation: createCodeTranslation(cubes.persons.lattice, dimensions, true),
          },
        ]
      : []),
  ];
  const named = namesPersons(cubes.source.contract);
  const target: Target = { counters, sharesNoise: cubes.noiseSecret !== undefined };
  const shape = { dimensions, sums: cubes.summed.length };
  if (named && cubes.noiseSecret) {
    const noise = composeNoiseOfPersons(question.files, cubes.source.contract, cubes.noiseSecret);
    await engine.run(noise, [], options);
  }
  const statements = [composeUnnamed(question, named), ...(named ? composePersons(question) : [])];
  for (const statement of statements)
    await readGroups(engine, statement, shape, (group) => addGroup(target, group), options);
  return {
    records: records.finish(),
    ...(persons ? { persons: persons.finish() } : {}),
    ...(classes ? { classes: classes.finish() } : {}),
    units: await readUnits(engine, question, cubes, options),
  };
}

async function openLinked(linked: CubesToRead['linked']): Promise<Map<string, VersionFiles>> {
  const opened = new Map<string, VersionFiles>();
  for (const [dataset, source] of linked) opened.set(dataset, await openVersion(source));
  return opened;
}

interface TranslatedCounter {
  readonly counter: CubeCounter;
  readonly translation: CodeTranslation;
}

interface Target {
  readonly counters: readonly TranslatedCounter[];
  /** The only record of a person is the same set as that person, and has the same noise where keys are made here. */
  readonly sharesNoise: boolean;
}

function addGroup({ counters, sharesNoise }: Target, { rows, count, person, personKey }: RowGroup): void {
  const isNamed = person !== 0;
  let records = 0;
  if (isNamed) for (let at = 0; at < count; at++) records += rows.records[at] as number;
  if (sharesNoise && records === 1) rows.recordKeys[0] = personKey;
  for (const { counter, translation } of counters) {
    if (!isNamed && counter.unit === 'persons') continue;
    const codes = translation.translate(rows.codes, count, isNamed ? records : undefined);
    if (isNamed) counter.addPerson(personKey, { ...rows, codes }, 0, count);
    else counter.addUnnamed({ ...rows, codes }, 0, count);
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CheckedCube,
  type CheckedCubes,
  type ClosedPart,
  type Cube,
  enumerateNodes,
  type Protection,
  protectCube,
  type UnitsOfVersion,
} from '@datalab/query-control';
import { type EngineOptions, openEngine } from '../engine/engine.ts';
import { measureColumns } from '../lake/source.ts';
import { describeDataSet } from './describe-data-set.ts';
import type { EarlierChecks } from './earlier-checks.ts';
import { type FittedLattice, fitLattice } from './fit-lattice.ts';
import { type Cubes, readCubes } from './read-cube.ts';
import type { VersionToCheck } from './stored-cubes.ts';

/** How the cubes are made. */
export interface MakeOptions {
  /** The checks that could be read before. Default: none. */
  readonly earlier?: EarlierChecks | undefined;
  readonly engine?: EngineOptions | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called when everything is read and the rules are asked, which no signal interrupts. */
  readonly onRead?: (() => void) | undefined;
}

/**
 * Reads the cubes of a version and asks the rules about them. The rules take seconds without a pause: this belongs in a
 * thread. Rejects with `engine.cancelled` when the signal is aborted while it reads, and with a `LatticeTooLargeError`.
 */
export async function makeCubes(version: VersionToCheck, options: MakeOptions = {}): Promise<MadeCubes> {
  const { cubes, closed } = await readAll(version, options);
  options.onRead?.();
  const { units } = cubes;
  const protection = protectCube({ ...cubes, earlier: options.earlier ?? {} }, version.parameters);
  const records = checkedOf(cubes.records, protection.records, closed.records);
  if (!cubes.persons || !protection.persons) return { cubes: { records }, units };
  const persons = checkedOf(cubes.persons, protection.persons, closed.persons);
  return { cubes: { records, persons }, units };
}

/** The cubes of a version, and where its units are. */
export interface MadeCubes {
  readonly cubes: CheckedCubes;
  readonly units: UnitsOfVersion;
}

function checkedOf(cube: Cube, protection: Protection, closed: readonly ClosedPart[]): CheckedCube {
  return { cube, protection: { ...protection, closed: [...closed, ...protection.closed] } };
}

interface Read {
  readonly cubes: Cubes;
  /** What there was too much of to check. */
  readonly closed: Readonly<Record<'records' | 'persons', readonly ClosedPart[]>>;
}

async function readAll(
  version: VersionToCheck,
  { engine: engineOptions, signal }: MakeOptions,
): Promise<Read> {
  const { source, linked, parameters } = version;
  const tempDirectory = await mkdtemp(join(tmpdir(), 'datalab-check-'));
  const engine = await openEngine({
    memoryLimit: '384MB',
    tempDirectory,
    keepOrder: false,
    ...engineOptions,
  });
  try {
    const described = { ...version, minimumCount: parameters.minimumCount };
    const description = await describeDataSet(engine, described, { signal });
    const records = fitLattice(description, 'records');
    const persons = description.persons === 'none' ? undefined : fitLattice(description, 'persons');
    const tableOf = ({ lattice }: FittedLattice) => enumerateNodes(lattice);
    const cubes = await readCubes(
      engine,
      {
        source,
        linked,
        records: tableOf(records),
        persons: persons && tableOf(persons),
        summed: measureColumns(source.contract),
        noiseSecret: version.noiseSecret,
      },
      { signal },
    );
    return { cubes, closed: { records: records.closed, persons: persons?.closed ?? [] } };
  } finally {
    engine.close();
    await rm(tempDirectory, { recursive: true, force: true });
  }
}

import {
  buildLattice,
  type Cube,
  countCube,
  type DataSetDescription,
  defaultParameters,
  type Microdata,
} from '@datalab/query-control';
import type { QuerySource, SourceContract } from '../lake/source.ts';
import { areas, care, description, population, recordsOf, reports } from '../question/reports.testing.ts';
import type { OpenRow } from './open-table.ts';
import type { AnswerSetting, CheckedVersion } from './setting.ts';

/** What to change of the data set of reports. */
export interface LakeChange {
  readonly description?: Partial<DataSetDescription>;
  readonly closed?: CheckedVersion['protections']['records']['closed'];
  /** How many persons are in the data. */
  readonly persons?: number;
}

/** A setting with reports of persons, their care and the population, all made from a few numbers. */
export function createSetting({
  description: changed = {},
  closed = [],
  persons = 600,
}: LakeChange = {}): AnswerSetting {
  const source = (dataset: string, contract: SourceContract): QuerySource => ({
    dataset,
    version: `${dataset}-1`,
    dir: '',
    contract,
  });
  const described = { ...description, ...changed };
  return {
    sources: new Map([
      ['reports', source('reports', reports)],
      ['care', source('care', care)],
      ['population', source('population', population)],
    ]),
    versions: new Map([
      ['reports', check(described, recordsOf(persons, 3), closed)],
      [
        'care',
        check({ ...description, columns: [], links: [], specialCategory: true }, recordsOf(persons, 1), []),
      ],
    ]),
    open: new Map([['population', { rows: populationRows() }]]),
    parameters: defaultParameters,
  };
}

function check(
  described: DataSetDescription,
  microdata: Microdata,
  closed: CheckedVersion['protections']['records']['closed'],
): CheckedVersion {
  const cubes = {
    records: countCube(buildLattice(described, 'records'), 'records', microdata),
    persons: countCube(buildLattice(described, 'persons'), 'persons', microdata),
  };
  return {
    cubes,
    protections: {
      records: { rules: suppressSmall(cubes.records), closed },
      persons: { rules: suppressSmall(cubes.persons), closed: [] },
    },
  };
}

/** Suppresses 1 to 9 contributors, and what has a complement of 1 to 9 in the node without one dimension. */
function suppressSmall({ lattice, size, nodes, counts, contributors, rowOf }: Cube): Uint8Array {
  const width = lattice.dimensions.length;
  const isSmall = (count: number) => count > 0 && count < defaultParameters.minimumCount;
  return Uint8Array.from({ length: size }, (_, row) => {
    const node = Array.from(nodes.subarray(row * width, (row + 1) * width));
    const around = node.flatMap((value, at) => (value === 0 ? [] : (rowOf(node.with(at, 0)) ?? [])));
    const hasSmall = around.some((one) => isSmall((counts[one] ?? 0) - (counts[row] ?? 0)));
    return isSmall(contributors[row] ?? 0) || hasSmall ? 1 : 0;
  });
}

function populationRows(): OpenRow[] {
  return areas.flatMap((code, index) =>
    ['2023-01', '2024-01'].map((month) => ({
      values: { neighbourhood: code, district: `WK${code.slice(2, 8)}`, municipality: 'GM9999', month },
      year: '2023',
      amounts: { inhabitants: 1000 * (index + 1) + (month === '2024-01' ? 100 : 0) },
    })),
  );
}

import { readdir } from 'node:fs/promises';
import { ruleParameters } from '@datalab/query-control';
import { type Lake, type LakeRow, personContract } from '../lake/lake.testing.ts';
import type { QuerySource } from '../lake/source.ts';
import type { VersionToCheck } from './stored-cubes.ts';

export const checkEngine = { memoryLimit: '256MB', threads: 1 };

/** A version of reports of 90 persons, to check. */
export async function landReports(lake: Lake, records = 200): Promise<VersionToCheck> {
  const rows = Array.from(
    { length: records },
    (_, index): LakeRow => ({
      month: `2024-${String((index % 4) + 1).padStart(2, '0')}`,
      neighbourhood: `BU0479010${index % 3}`,
      category: index % 2 === 0 ? 'litter' : 'noise',
      amount: index,
      person: `person ${index % 90}`,
    }),
  );
  const source = await lake.land('reports', personContract, rows);
  return { source, linked: new Map(), parameters: ruleParameters };
}

/** The names of what checks stored of a version. */
export async function storedFiles({ dir }: QuerySource): Promise<string[]> {
  return (await readdir(dir)).filter((name) => name.startsWith('cells-'));
}

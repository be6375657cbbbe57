import type { CheckedCube, CheckedCubes, DisclosureParameters } from '@datalab/query-control';
import { namesPersons } from '../contract/contract.ts';
import { type EngineOptions, openEngine, type RunOptions } from '../engine/engine.ts';
import type { QuerySource, QuerySources } from '../lake/source.ts';
import type { Question } from '../question/question.ts';
import { isOpenAboutAreas } from '../question/resolve.ts';
import { datasetsOf } from './answer.ts';
import type { OpenTable } from './open-table.ts';
import { readOpenTable } from './read-open-table.ts';
import type { AnswerSetting, CheckedVersion } from './setting.ts';

/** Where what an answer is made from comes from. */
export interface SettingSource extends RunOptions {
  /** The landed versions of one space. */
  readonly sources: QuerySources;
  readonly parameters: DisclosureParameters;
  /** The check of a version that is not open data about areas. */
  readonly check: (source: QuerySource) => Promise<CheckedCubes>;
  readonly engine?: EngineOptions | undefined;
  /** A table has at most so many rows. Default: 150,000. */
  readonly rowsMax?: number | undefined;
}

/**
 * Brings together what these questions are answered from: the checks of the versions that they count, and the rows of
 * open data about areas. Names that are not in the sources are left to the answer to refuse.
 */
export async function createAnswerSetting(
  questions: readonly Question[],
  { sources, parameters, check, engine, rowsMax, ...options }: SettingSource,
): Promise<AnswerSetting> {
  const named = new Set(questions.flatMap(datasetsOf));
  const asked = new Set(questions.map(({ from }) => from));
  const found = [...named].flatMap((dataset) => sources.get(dataset) ?? []);
  const versions = new Map<string, CheckedVersion>();
  for (const source of found) {
    const { dataset, contract } = source;
    const isCounted = asked.has(dataset) || namesPersons(contract);
    if (isCounted && !isOpenAboutAreas(contract)) versions.set(dataset, toVersion(await check(source)));
  }
  const open = await readOpen(
    found.filter(({ contract }) => isOpenAboutAreas(contract)),
    engine,
    options,
  );
  return { sources, versions, open, parameters, rowsMax };
}

async function readOpen(
  found: readonly QuerySource[],
  engineOptions: EngineOptions | undefined,
  options: RunOptions,
): Promise<Map<string, OpenTable>> {
  const tables = new Map<string, OpenTable>();
  if (found.length === 0) return tables;
  const engine = await openEngine(engineOptions);
  try {
    for (const source of found) tables.set(source.dataset, await readOpenTable(engine, source, options));
  } finally {
    engine.close();
  }
  return tables;
}

function toVersion({ records, persons }: CheckedCubes): CheckedVersion {
  const cubeOf = (checked: CheckedCube | undefined) => checked?.cube;
  const protectionOf = (checked: CheckedCube | undefined) => checked?.protection;
  return {
    cubes: { records: records.cube, persons: cubeOf(persons) },
    protections: { records: records.protection, persons: protectionOf(persons) },
  };
}

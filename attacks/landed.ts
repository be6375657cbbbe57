import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractsDir } from '@datalab/demo';
import {
  type CheckedCube,
  type CheckedCubes,
  type CountedUnit,
  type Cube,
  type DisclosureParameters,
  decodeCubes,
  defaultParameters,
  protectCube,
  protectionRules,
  ruleParameters,
  type SuppressionRule,
  sharesToPTable,
} from '@datalab/query-control';
import {
  answerQuestion,
  createAnswerSetting,
  type Engine,
  lakeContract,
  openEngine,
  parseContract,
  parseQuestion,
  type QuerySource,
  QuestionError,
  quoteLiteral,
} from '@datalab/warehouse';
import { type Asked, type AskedQuery, answerToAsked } from './asked.ts';

/** What is asked in place of all rules of the product, and the noise that figures get. */
export interface OtherProtection {
  readonly without: readonly SuppressionRule[] | 'all rules';
  readonly parameters: DisclosureParameters;
}

const still = sharesToPTable([[{ noise: 0, probability: 1 }], [{ noise: 0, probability: 1 }]]);

/** Figures as they are: no minimum, no noise, no rounding, nothing too uncertain. */
const exactParameters: DisclosureParameters = {
  ...defaultParameters,
  minimumCount: 0,
  dominancePercent: -1,
  uncertaintyPercent: Number.POSITIVE_INFINITY,
  counts: { ...defaultParameters.counts, maxNoise: 0, variance: 0 },
  sums: { ...defaultParameters.sums, maxNoise: 0, variance: 0 },
  countTable: still,
  sumTable: still,
};

/** The truth, through the same questions. */
export const openly: OtherProtection = { without: 'all rules', parameters: exactParameters };

/** With the noise of the product and without these rules; the rule on precision is a later line behind each of them. */
export function without(...rules: SuppressionRule[]): OtherProtection {
  return { without: [...rules, 'precision'], parameters: defaultParameters };
}

/** With the noise of the product, and nothing suppressed. */
export const noiseOnly: OtherProtection = {
  without: 'all rules',
  parameters: { ...defaultParameters, minimumCount: 1 },
};

/** One landed version with its true sizes, and what of them the product shows. */
export interface LandedSet {
  readonly source: QuerySource;
  readonly cubes: CheckedCubes;
}

/** The landed data of an edition as they lie on the disk of the hub: what is true, for measuring attacks. */
export interface Landed {
  get(dataset: string): Promise<LandedSet>;
  /** Asks the product without a server: with all its rules, or with another protection. */
  answer(query: AskedQuery, protection?: OtherProtection): Promise<Asked>;
  /** Whether a free SQL statement about the rows of a data set, called `landed`, is answered. */
  runFreely(dataset: string, sql: string): Promise<boolean>;
  /** The rows of a data set with all columns of the lake. */
  readRows(dataset: string, columns: string): ReturnType<Engine['run']>;
  /** After a delivery: reads anew. */
  forget(): void;
  close(): void;
}

/** @param waitForCheck makes sure that the newest version of a data set was checked */
export async function openLanded(
  space: string,
  waitForCheck: (dataset: string) => Promise<void>,
): Promise<Landed> {
  const engine = await openEngine({ memoryLimit: '512MB' });
  const sets = new Map<string, Promise<LandedSet>>();
  const protections = new Map<string, CheckedCubes>();
  const get = (dataset: string): Promise<LandedSet> => {
    const known = sets.get(dataset) ?? waitForCheck(dataset).then(() => readSet(space, dataset));
    sets.set(dataset, known);
    return known;
  };
  const protectedBy = async (dataset: string, names: OtherProtection['without']): Promise<CheckedCubes> => {
    const key = `${dataset} ${String(names)}`;
    const known = protections.get(key) ?? protectOtherwise((await get(dataset)).cubes, names);
    protections.set(key, known);
    return known;
  };
  const rowsOf = async (dataset: string): Promise<string> => {
    const { dir } = await readSource(space, dataset);
    return `read_parquet(${quoteLiteral(`${dir}/*/*.parquet`)}, hive_partitioning = true)`;
  };
  return {
    get,
    answer: async (query, protection) => {
      try {
        const question = parseQuestion({ by: [], where: [], also: [], ...query });
        const setting = await createAnswerSetting([question], {
          sources: await readSources(space),
          parameters: protection?.parameters ?? defaultParameters,
          check: async ({ dataset }) =>
            protection ? protectedBy(dataset, protection.without) : (await get(dataset)).cubes,
        });
        return answerToAsked(answerQuestion(question, setting));
      } catch (error) {
        if (!(error instanceof QuestionError)) throw error;
        const [problem] = error.problems;
        const nearest = problem?.nearest;
        return { refused: true, status: 422, code: problem?.code ?? '', ...(nearest ? { nearest } : {}) };
      }
    },
    runFreely: async (dataset, sql) => {
      await engine.run(`CREATE OR REPLACE VIEW landed AS SELECT * FROM ${await rowsOf(dataset)}`);
      return engine.run(sql).then(
        () => true,
        () => false,
      );
    },
    readRows: async (dataset, columns) => engine.run(`SELECT ${columns} FROM ${await rowsOf(dataset)}`),
    forget: () => {
      sets.clear();
      protections.clear();
    },
    close: () => engine.close(),
  };
}

function protectOtherwise(
  { records, persons }: CheckedCubes,
  names: OtherProtection['without'],
): CheckedCubes {
  const isKept = (name: SuppressionRule) => names !== 'all rules' && !names.includes(name);
  const rules = protectionRules.filter(({ name }) => isKept(name));
  const cubes = { records: records.cube, ...(persons ? { persons: persons.cube } : {}) };
  const found = protectCube(cubes, ruleParameters, rules);
  const checked = (one: CheckedCube, unit: CountedUnit): CheckedCube => {
    const protection = found[unit];
    if (!protection) throw new Error(`no protection of ${unit}`);
    return { cube: one.cube, protection };
  };
  return {
    records: checked(records, 'records'),
    ...(persons ? { persons: checked(persons, 'persons') } : {}),
  };
}

async function readSet(space: string, dataset: string): Promise<LandedSet> {
  const source = await readSource(space, dataset);
  const file = (await readdir(source.dir)).find((name) => name.endsWith('.cubes'));
  if (file === undefined) throw new Error(`${dataset} ${source.version} was not checked`);
  return { source, cubes: decodeCubes(new Uint8Array(await readFile(join(source.dir, file)))) };
}

/** The newest version of every data set that landed. */
async function readSources(space: string): Promise<Map<string, QuerySource>> {
  const sources = await Promise.all((await readdir(space)).map((dataset) => readSource(space, dataset)));
  return new Map(sources.map((source) => [source.dataset, source]));
}

async function readSource(space: string, dataset: string): Promise<QuerySource> {
  const version = (await readdir(join(space, dataset))).sort().at(-1);
  if (version === undefined) throw new Error(`${dataset} did not land`);
  const contract = parseContract(await readFile(join(contractsDir, `${dataset}.odcs.yaml`), 'utf8'));
  return { dataset, version, dir: join(space, dataset, version), contract: lakeContract(contract) };
}

/** The true sizes of one unit. */
export function cubeOf({ cubes }: LandedSet, unit: CountedUnit): Cube {
  const checked = cubes[unit];
  if (!checked) throw new Error(`there are no ${unit}`);
  return checked.cube;
}

import {
  type CheckedCube,
  type CheckedCubes,
  type CountedUnit,
  type DisclosureParameters,
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
  openEngine,
  parseQuestion,
  quoteLiteral,
} from '@datalab/warehouse';
import { type Asked, type AskedQuery, columnsToAsked, refusalToAsked } from './asked.ts';
import { type LandedSet, readSet, readSource, readSources } from './landed-versions.ts';

/** What is asked in place of all rules of the product, and the noise that figures get. */
export interface OtherProtection {
  readonly without: readonly SuppressionRule[] | 'all rules';
  readonly parameters: DisclosureParameters;
}

const still = sharesToPTable([[{ noise: 0, probability: 1 }], [{ noise: 0, probability: 1 }]]);

/** Figures as they are: no minimum, no noise, no rounding, nothing too uncertain. */
export const exactParameters: DisclosureParameters = {
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
  let sources: ReturnType<typeof readSources> | undefined;
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
        sources ??= readSources(space);
        const setting = await createAnswerSetting([question], {
          sources: await sources,
          parameters: protection?.parameters ?? defaultParameters,
          check: async ({ dataset }) =>
            protection ? protectedBy(dataset, protection.without) : (await get(dataset)).cubes,
        });
        return columnsToAsked(answerQuestion(question, setting));
      } catch (error) {
        return refusalToAsked(error);
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
      sources = undefined;
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

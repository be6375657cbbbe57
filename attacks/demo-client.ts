import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractsDir, type Dataset, generateTown, people } from '@datalab/demo';
import {
  type DisclosureParameters,
  defaultParameters,
  type ProtectedValue,
  sharesToPTable,
} from '@datalab/query-control';
import {
  type AnalysisQuery,
  type Answer,
  answerQuery,
  lakeContract,
  openEngine,
  parseContract,
  QueryError,
  type QuerySource,
  type QuerySources,
  quoteLiteral,
  readAreas,
} from '@datalab/warehouse';
import { signIn as signInAs } from '../demo/src/story/client.ts';
import { deliverFile } from '../demo/src/story/deliveries.ts';
import { openPreparedDemo, startPreparedDemo } from '../e2e/datalab.ts';

/** A question as the server accepts it; absent parts are empty. */
export type AskedQuery = Pick<AnalysisQuery, 'from' | 'measures'> &
  Partial<Pick<AnalysisQuery, 'by' | 'where' | 'also'>>;

export interface AskedRow {
  readonly values: readonly (string | null)[];
  readonly figures: readonly ProtectedValue[];
}

export interface Answered {
  readonly refused: false;
  readonly rows: readonly AskedRow[];
  readonly totals: readonly ProtectedValue[];
}

export type Asked = Answered | { readonly refused: true; readonly status: number; readonly code: string };

/**
 * The demo on a real server as an analyst of the edition reaches it, and the same landed data with every protection
 * off: no minimum, no noise, no dominance rule, no rule against group disclosure.
 */
export interface DemoClient {
  /** Through the server, with all it does: contract, budget, differencing, protection. */
  ask(query: AskedQuery): Promise<Asked>;
  /** Several questions, one after another, some of them in one request. */
  askAll(queries: readonly AskedQuery[]): Promise<Asked[]>;
  /** The same question without protection, or with another: what the attacker would get, and what is true. */
  askOpenly(query: AskedQuery, parameters?: DisclosureParameters): Promise<Answered>;
  /** Whether a free SQL statement about the rows of a data set, called `landed`, is answered, without the composer. */
  runFreely(dataset: string, sql: string): Promise<boolean>;
  /** The privacy officer raises the query budget to the maximum, so that no budget takes the place of a protection. */
  raiseBudget(): Promise<void>;
  /** The owner of a data set delivers it once more, with these lines at its end. */
  deliverAgain(dataset: Dataset, lines: readonly string[]): Promise<void>;
  /** The text of any page that the analyst may fetch. */
  fetchText(path: string): Promise<string>;
  /** Every answer of the server so far. */
  readonly heard: readonly string[];
  readonly url: string;
  close(): Promise<void>;
}

const edition = 'care-at-home-and-nuisance';
const still = sharesToPTable([[{ noise: 0, probability: 1 }], [{ noise: 0, probability: 1 }]]);

/**
 * The same pipeline without protection: no minimum, no noise, no rule for uncertain figures, no rounding. The
 * percentage is below zero because rounding can make a sum smaller than its parts.
 */
export const unprotected: DisclosureParameters = {
  ...defaultParameters,
  minimumCount: 1,
  dominancePercent: -1,
  groupDisclosure: false,
  uncertaintyPercent: Number.POSITIVE_INFINITY,
  rounded: false,
  countTable: still,
  sumTable: still,
};

export async function openDemo(): Promise<DemoClient> {
  const prepared = await openPreparedDemo();
  const datalab = await startPreparedDemo(prepared);
  const demo = await connectToDemo(datalab.url, datalab.directory);
  return {
    ...demo,
    close: async () => {
      await demo.close();
      await datalab.stop();
      await prepared.remove();
    },
  };
}

/** The demo that runs at this address and keeps its data here. */
export async function connectToDemo(url: string, directory: string): Promise<DemoClient> {
  const engine = await openEngine({ memoryLimit: '512MB' });
  const heard: string[] = [];
  const analyst = await signIn(url, 'analyst', heard);
  const question = await findQuestion(analyst);
  let sources = await readSources(join(directory, 'lake'));
  let asked = 0;
  const ask = (queries: readonly AskedQuery[]): Promise<Asked[]> => {
    asked += 1;
    return askTogether(analyst, { question, title: `Question ${asked}`, queries });
  };
  return {
    url,
    heard,
    fetchText: (path) => analyst.reach('GET', path).then(({ text }) => text),
    ask: async (query) => firstOf(await ask([query])),
    askAll: async (queries) => {
      const answers: Asked[] = [];
      for (let begin = 0; begin < queries.length; begin += viewsMost) {
        const some = queries.slice(begin, begin + viewsMost);
        const together = await ask(some);
        if (together.every(({ refused }) => !refused)) answers.push(...together);
        else for (const query of some) answers.push(firstOf(await ask([query])));
      }
      return answers;
    },
    askOpenly: (query, parameters = unprotected) =>
      askInParts(query, async (part) => {
        const protection = { parameters };
        return answerToAsked(await answerQuery({ query: part, sources, engine, protection }));
      }),
    runFreely: async (dataset, sql) => {
      const source = (await readSources(join(directory, 'lake'))).get(dataset);
      if (source === undefined) throw new Error(`${dataset} did not land`);
      const rows = `read_parquet(${quoteLiteral(`${source.dir}/*/*.parquet`)}, hive_partitioning = true)`;
      await engine.run(`CREATE OR REPLACE TEMP VIEW landed AS SELECT * FROM ${rows}`);
      return engine.run(sql).then(
        () => true,
        () => false,
      );
    },
    raiseBudget: () => raiseBudget(url),
    deliverAgain: async (dataset, lines) => {
      await deliverAgain(url, join(directory, 'again'), dataset, lines);
      sources = await readSources(join(directory, 'lake'));
    },
    close: async () => engine.close(),
  };
}

/** A table of months that is larger than anybody gets is put together from one table a month. */
async function askInParts(
  query: AskedQuery,
  ask: (part: AskedQuery) => Promise<Answered>,
): Promise<Answered> {
  const { by = [], where = [] } = query;
  try {
    return await ask(query);
  } catch (error) {
    if (!(error instanceof QueryError && by.includes('month'))) throw error;
    if (error.problems.every(({ code }) => code !== 'table.too-large')) throw error;
  }
  const months = await ask({ ...query, by: ['month'] });
  const rows: AskedRow[] = [];
  for (const [month] of months.rows.map(({ values }) => values)) {
    if (typeof month !== 'string') continue;
    const part = await ask({ ...query, where: [...where, { column: 'month', from: month, to: month }] });
    rows.push(...part.rows);
  }
  return { refused: false, rows, totals: months.totals };
}

const viewsMost = 4;

async function askTogether(
  analyst: Person,
  {
    question,
    title,
    queries,
  }: { readonly question: string; readonly title: string; readonly queries: readonly AskedQuery[] },
): Promise<Asked[]> {
  const named = { nl: title, en: title };
  const { status, text } = await analyst.reach('POST', `/editions/${edition}/analyses`, {
    question,
    title: named,
    views: queries.map((query, index) => ({ key: `answer-${index}`, title: named, shape: 'bars', query })),
  });
  const body = JSON.parse(text) as Record<string, unknown>;
  if (status !== 201) return queries.map(() => ({ refused: true, status, code: String(body['code']) }));
  return readAnswers(analyst, body);
}

function firstOf([answer]: readonly Asked[]): Asked {
  if (answer === undefined) throw new Error('an analysis without an answer');
  return answer;
}

const largestBudget = {
  cellsOfEdition: 1_000_000,
  cellsOfPerson: 1_000_000,
  choicesPerColumn: 1_000,
  days: 30,
};

async function raiseBudget(url: string): Promise<void> {
  const officer = await signIn(url, 'privacy-officer', []);
  const { status } = await officer.reach('PUT', `/editions/${edition}/releases/budget`, {
    ...largestBudget,
    reason: 'To try what holds without a budget',
  });
  if (status !== 200) throw new Error(`the privacy officer could not give room: ${status}`);
}

async function deliverAgain(
  url: string,
  directory: string,
  dataset: Dataset,
  lines: readonly string[],
): Promise<void> {
  const town = await generateTown({ outDir: directory });
  const file = town.files.find((one) => one.dataset === dataset);
  const steward = people.find(
    ({ organisation, roles }) => organisation === file?.organisation && roles.includes('steward'),
  );
  if (file === undefined || steward === undefined) throw new Error(`no steward delivers ${dataset}`);
  await appendFile(file.path, lines.map((line) => `${line}\n`).join(''));
  const signal = AbortSignal.timeout(900_000);
  await deliverFile(await signInAs(url, steward.email, signal), file, {
    edition,
    town,
    areas: await readAreas(JSON.parse(await readFile(town.areasFile, 'utf8')) as object, town.areaYear),
    directory: join(directory, file.organisation),
    signal,
    onProgress: () => {},
  });
}

interface Person {
  reach(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
  ): Promise<{ status: number; text: string }>;
}

const json = { 'content-type': 'application/json' };

async function signIn(url: string, role: string, heard: string[]): Promise<Person> {
  let cookie = '';
  const reach: Person['reach'] = async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      // Solving takes so long at times that a connection kept open would be closed meanwhile.
      headers: { ...json, origin: url, connection: 'close', ...(cookie === '' ? {} : { cookie }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    if (set.length > 0) cookie = set.join('; ');
    const text = await response.text();
    heard.push(text);
    return { status: response.status, text };
  };
  const session = JSON.parse((await reach('GET', '/session')).text) as {
    demoPersons: { email: string; roles: string[]; organisation: string }[];
  };
  const person = session.demoPersons.find(
    ({ roles, organisation }) => roles.includes(role) && organisation === 'municipality',
  );
  await reach('POST', '/session/demo', { email: person?.email });
  return { reach };
}

/** A question of the edition that is still to be answered. */
async function findQuestion(analyst: Person): Promise<string> {
  const { questions } = JSON.parse((await analyst.reach('GET', `/editions/${edition}/questions`)).text) as {
    questions: { id: string; status: string }[];
  };
  const open =
    questions.find(({ status }) => status === 'to-analyse') ??
    questions.find(({ status }) => status === 'answered');
  if (open === undefined) throw new Error('the demo has no question to analyse');
  return open.id;
}

async function readAnswers(analyst: Person, analysis: Record<string, unknown>): Promise<Answered[]> {
  const { text } = await analyst.reach('GET', `/evidence/${String(analysis['evidence'])}`);
  const { answers } = JSON.parse(text) as {
    answers: {
      dimensions: { key: string }[];
      measures: { key: string }[];
      rows: Record<string, string | null | ProtectedValue>[];
      totals: Record<string, string | null | ProtectedValue> | null;
    }[];
  };
  return answers.map(({ rows, totals, dimensions, measures }) =>
    answerToAsked({
      rows,
      totals: totals ?? {},
      dimensions: dimensions.map(({ key }) => key),
      measures: measures.map(({ key }) => key),
    }),
  );
}

function answerToAsked({
  rows,
  totals,
  dimensions,
  measures,
}: Pick<Answer, 'rows' | 'totals' | 'dimensions' | 'measures'>): Answered {
  const figuresOf = (row: (typeof rows)[number]): ProtectedValue[] =>
    measures.map((key) => {
      const value = row[key];
      return typeof value === 'object' && value !== null ? value : { status: 'missing' };
    });
  return {
    refused: false,
    rows: rows.map((row) => ({
      values: dimensions.map((key) => {
        const value = row[key];
        return typeof value === 'string' ? value : null;
      }),
      figures: figuresOf(row),
    })),
    totals: figuresOf(totals),
  };
}

/** The newest version of every data set that landed in the edition. */
async function readSources(lake: string): Promise<QuerySources> {
  const space = join(lake, `edition-${edition}`);
  const sources = new Map<string, QuerySource>();
  for (const dataset of await readdir(space)) {
    const version = (await readdir(join(space, dataset))).sort().at(-1);
    if (version === undefined) continue;
    const contract = parseContract(await readFile(join(contractsDir, `${dataset}.odcs.yaml`), 'utf8'));
    sources.set(dataset, {
      dataset,
      version,
      dir: join(space, dataset, version),
      contract: lakeContract(contract),
    });
  }
  return sources;
}

/** The number that is shown, or undefined. A zero is a number. */
export function shown(figure: ProtectedValue | undefined): number | undefined {
  return figure?.status === 'published' || figure?.status === 'zero' ? figure.value : undefined;
}

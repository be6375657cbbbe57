import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractsDir } from '@datalab/demo';
import {
  type DisclosureParameters,
  defaultParameters,
  type ProtectedValue,
  sharesToPTable,
} from '@datalab/disclosure';
import {
  type AnalysisQuery,
  type Answer,
  answerQuery,
  laidContract,
  openEngine,
  parseContract,
  type QuerySource,
  type QuerySources,
} from '@datalab/warehouse';
import { startDatalab } from '../e2e/datalab.ts';

/** A question as the server takes it; what is left out is empty. */
export type AskedQuery = Pick<AnalysisQuery, 'from' | 'measures'> &
  Partial<Pick<AnalysisQuery, 'by' | 'where' | 'also'>>;

export interface AskedRow {
  readonly values: readonly (string | null)[];
  readonly figures: readonly ProtectedValue[];
}

export type Asked =
  | {
      readonly refused: false;
      readonly rows: readonly AskedRow[];
      readonly totals: readonly ProtectedValue[];
    }
  | { readonly refused: true; readonly status: number; readonly code: string };

/**
 * The demo on a real server as an analyst of the edition reaches it, and beside it the same landed data with every
 * protection off: no minimum, no noise, no dominance rule.
 */
export interface Scene {
  /** Through the server, with all it does: contract, budget, differencing, protection. */
  ask(query: AskedQuery): Promise<Asked>;
  /** The same question without protection: what the attacker would get, and what is true. */
  askOpenly(query: AskedQuery): Promise<Extract<Asked, { refused: false }>>;
  /** Anything the analyst may fetch, as the text that went over the line. */
  fetchText(path: string): Promise<string>;
  /** Every answer that went over the line so far. */
  readonly heard: readonly string[];
  readonly url: string;
  close(): Promise<void>;
}

const edition = 'care-at-home-and-nuisance';
const still = sharesToPTable([[{ noise: 0, probability: 1 }], [{ noise: 0, probability: 1 }]]);

/** The same pipeline with the protection taken out of it. */
export const unprotected: DisclosureParameters = {
  ...defaultParameters,
  minimumCount: 1,
  dominancePercent: 0,
  countTable: still,
  sumTable: still,
};

export async function openScene(): Promise<Scene> {
  const directory = await mkdtemp(join(tmpdir(), 'datalab-attack-'));
  const datalab = await startDatalab({ directory, demo: true });
  const engine = await openEngine({ memoryLimit: '512MB' });
  const sources = await readSources(join(directory, 'lake'));
  const heard: string[] = [];
  const analyst = await signIn(datalab.url, 'analyst', heard);
  const question = await findQuestion(analyst);
  let asked = 0;
  return {
    url: datalab.url,
    heard,
    fetchText: (path) => analyst.reach('GET', path).then(({ text }) => text),
    ask: async (query) => {
      asked += 1;
      const title = `Question ${asked}`;
      const view = { key: 'answer', title: { nl: title, en: title }, shape: 'bars', query };
      const { status, text } = await analyst.reach('POST', `/editions/${edition}/analyses`, {
        question,
        title: { nl: title, en: title },
        views: [view],
      });
      const body = JSON.parse(text) as Record<string, unknown>;
      if (status !== 201) return { refused: true, status, code: String(body['code']) };
      return readAnswer(analyst, body);
    },
    askOpenly: async (query) => {
      const answer = await answerQuery({ query, sources, engine, protection: { parameters: unprotected } });
      return answerToAsked(answer);
    },
    close: async () => {
      engine.close();
      await datalab.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

interface Person {
  reach(method: 'GET' | 'POST', path: string, body?: unknown): Promise<{ status: number; text: string }>;
}

async function signIn(url: string, role: string, heard: string[]): Promise<Person> {
  let cookie = '';
  const reach: Person['reach'] = async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { origin: url, 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
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

async function readAnswer(analyst: Person, analysis: Record<string, unknown>): Promise<Asked> {
  const { text } = await analyst.reach('GET', `/evidence/${String(analysis['evidence'])}`);
  const { answers } = JSON.parse(text) as {
    answers: {
      dimensions: { key: string }[];
      measures: { key: string }[];
      rows: Record<string, string | null | ProtectedValue>[];
      totals: Record<string, string | null | ProtectedValue> | null;
    }[];
  };
  const [answer] = answers;
  if (answer === undefined) throw new Error('an analysis without an answer');
  return answerToAsked({
    rows: answer.rows,
    totals: answer.totals ?? {},
    dimensions: answer.dimensions.map(({ key }) => key),
    measures: answer.measures.map(({ key }) => key),
  });
}

function answerToAsked({
  rows,
  totals,
  dimensions,
  measures,
}: Pick<Answer, 'rows' | 'totals' | 'dimensions' | 'measures'>): Extract<Asked, { refused: false }> {
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
      contract: laidContract(contract),
    });
  }
  return sources;
}

/** The number that is shown; undefined where none is. A nought is a number. */
export function shown(figure: ProtectedValue | undefined): number | undefined {
  return figure?.status === 'published' || figure?.status === 'zero' ? figure.value : undefined;
}

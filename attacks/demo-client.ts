import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dataset, generateTown, people } from '@datalab/demo';
import type { FigureState } from '@datalab/query-control';
import { readAreas } from '@datalab/warehouse';
import { signIn as signInAs } from '../demo/src/story/client.ts';
import { deliverFile } from '../demo/src/story/deliveries.ts';
import { openPreparedDemo, startPreparedDemo } from '../e2e/datalab.ts';
import { type Answered, type Asked, type AskedQuery, answerToAsked } from './asked.ts';
import { type Landed, type OtherProtection, openLanded, openly } from './landed.ts';

/** The demo on a real server as an analyst of the edition reaches it, and the landed data behind it. */
export interface DemoClient {
  /** Through the server, with all it does. */
  ask(query: AskedQuery): Promise<Asked>;
  /** Several questions, one after another, some of them in one request. */
  askAll(queries: readonly AskedQuery[]): Promise<Asked[]>;
  /**
   * The same question to the product's own rules on the same landed data, without all of them (what is true) or with
   * another protection. Fails where the question cannot be asked.
   */
  askOpenly(query: AskedQuery, protection?: OtherProtection): Promise<Answered>;
  readonly landed: Landed;
  /** The owner of a data set delivers it once more, with these lines at its end. */
  deliverAgain(dataset: Dataset, lines: readonly string[]): Promise<void>;
  /** The text of any page that the analyst may fetch. */
  fetchText(path: string): Promise<string>;
  /** Every answer of the server so far. */
  readonly heard: readonly string[];
  readonly url: string;
  /** Where the server keeps its data. */
  readonly directory: string;
  close(): Promise<void>;
}

export const edition = 'care-at-home-and-nuisance';

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
  const heard: string[] = [];
  const { ask, reach } = await connectAnalyst(url, edition, heard);
  const landed = await openLanded(join(directory, 'lake', `edition-${edition}`), async (dataset) => {
    const [answer] = await ask([{ from: dataset, measures: [{ count: 'records' }] }]);
    if (answer?.refused) throw new Error(`${dataset} cannot be asked: ${answer.code}`);
  });
  return {
    url,
    directory,
    heard,
    landed,
    fetchText: (path) => reach('GET', path).then(({ text }) => text),
    ask: async (query) => firstOf(await ask([query])),
    askAll: async (queries) => {
      const answers: Asked[] = [];
      for (let begin = 0; begin < queries.length; begin += viewsMost) {
        const some = queries.slice(begin, begin + viewsMost);
        const together = await ask(some);
        if (some.length === 1 || together.every(({ refused }) => !refused)) answers.push(...together);
        else for (const query of some) answers.push(firstOf(await ask([query])));
      }
      return answers;
    },
    askOpenly: (query, protection = openly) => askOpenly(landed, query, protection),
    deliverAgain: async (dataset, lines) => {
      await deliver(url, join(directory, 'again'), dataset, { lines, inEdition: edition });
      landed.forget();
    },
    close: async () => landed.close(),
  };
}

interface Analyst extends Person {
  ask(queries: readonly AskedQuery[]): Promise<Asked[]>;
}

/** An analyst of the municipality in one edition. */
export async function connectAnalyst(url: string, inEdition: string, heard: string[] = []): Promise<Analyst> {
  const analyst = await signIn(url, 'analyst', heard);
  const question = await findQuestion(analyst, inEdition);
  let asked = 0;
  return {
    ...analyst,
    ask: (queries) => {
      asked += 1;
      return askTogether(analyst, { inEdition, question, title: `Question ${asked}`, queries });
    },
  };
}

export async function askOpenly(
  landed: Landed,
  query: AskedQuery,
  protection: OtherProtection = openly,
): Promise<Answered> {
  const answer = await landed.answer(query, protection);
  if (answer.refused) throw new Error(`${JSON.stringify(query)} cannot be asked: ${answer.code}`);
  return answer;
}

const viewsMost = 4;

async function askTogether(
  analyst: Person,
  {
    inEdition,
    question,
    title,
    queries,
  }: {
    readonly inEdition: string;
    readonly question: string;
    readonly title: string;
    readonly queries: readonly AskedQuery[];
  },
): Promise<Asked[]> {
  const named = { nl: title, en: title };
  const { status, text } = await analyst.reach('POST', `/editions/${inEdition}/analyses`, {
    question,
    title: named,
    views: queries.map((query, index) => ({ key: `answer-${index}`, title: named, shape: 'bars', query })),
  });
  const body = JSON.parse(text) as RefusedBody & { evidence?: unknown };
  if (status === 201) return readAnswers(analyst, String(body.evidence));
  const nearest = body.problems?.find((problem) => problem.nearest)?.nearest;
  const refused = { refused: true, status, code: String(body.code) } as const;
  return queries.map(() => (nearest ? { ...refused, nearest } : refused));
}

interface RefusedBody {
  readonly code?: string;
  readonly problems?: readonly { readonly nearest?: AskedQuery }[];
}

function firstOf([answer]: readonly Asked[]): Asked {
  if (answer === undefined) throw new Error('an analysis without an answer');
  return answer;
}

/** The owner of a data set delivers it in an edition, with these lines at its end. */
export async function deliver(
  url: string,
  directory: string,
  dataset: Dataset,
  { lines, inEdition }: { readonly lines: readonly string[]; readonly inEdition: string },
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
    edition: inEdition,
    town,
    areas: await readAreas(JSON.parse(await readFile(town.areasFile, 'utf8')) as object, town.areaYear),
    directory: join(directory, file.organisation),
    signal,
    onProgress: () => {},
  });
}

interface Person {
  reach(method: 'GET' | 'POST', path: string, body?: unknown): Promise<{ status: number; text: string }>;
}

const json = { 'content-type': 'application/json' };

async function signIn(url: string, role: string, heard: string[]): Promise<Person> {
  let cookie = '';
  const reach: Person['reach'] = async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      // Calculation takes so long at times that a connection kept open would be closed meanwhile.
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
async function findQuestion(analyst: Person, inEdition: string): Promise<string> {
  const { questions } = JSON.parse((await analyst.reach('GET', `/editions/${inEdition}/questions`)).text) as {
    questions: { id: string; status: string }[];
  };
  const open =
    questions.find(({ status }) => status === 'to-analyse') ??
    questions.find(({ status }) => status === 'answered');
  if (open === undefined) throw new Error(`${inEdition} has no question to analyse`);
  return open.id;
}

type SentRow = Record<string, string | null | FigureState>;

async function readAnswers(analyst: Person, evidence: string): Promise<Answered[]> {
  const { text } = await analyst.reach('GET', `/evidence/${evidence}`);
  const { answers } = JSON.parse(text) as {
    answers: {
      dimensions: { key: string }[];
      measures: { key: string }[];
      rows: SentRow[];
      totals: SentRow | null;
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

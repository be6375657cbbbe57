import { once } from 'node:events';
import { appendFile, readFile } from 'node:fs/promises';
import { request as createRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
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
  /** The same, as somebody else of the demo reads it. */
  fetchTextAs(person: DemoPerson, path: string): Promise<string>;
  /** Every answer of the server so far. */
  readonly heard: readonly string[];
  readonly url: string;
  /** Where the server keeps its data. */
  readonly directory: string;
  close(): Promise<void>;
}

export const edition = 'care-at-home-and-nuisance';

/** Somebody of the demo, by what they do and for whom. */
export interface DemoPerson {
  readonly role: string;
  readonly organisation: string;
}

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
  const others = new Map<string, Promise<Person>>();
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
    fetchTextAs: async (person, path) => {
      const name = JSON.stringify(person);
      const other = others.get(name) ?? signIn(url, person, []);
      others.set(name, other);
      return (await other).reach('GET', path).then(({ text }) => text);
    },
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
  const analyst = await signIn(url, { role: 'analyst', organisation: 'municipality' }, heard);
  const question = await findQuestion(analyst, inEdition);
  return { ...analyst, ask: (queries) => askTogether(analyst, { inEdition, question, queries }) };
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
    queries,
  }: {
    readonly inEdition: string;
    readonly question: string;
    readonly queries: readonly AskedQuery[];
  },
): Promise<Asked[]> {
  const named = { nl: 'Aanval', en: 'Attack' };
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

/** One request, however long its answer takes: `fetch` gives up after five minutes, while a version is checked. */
async function send(
  address: string,
  options: RequestOptions,
  body?: string,
): Promise<{ status: number; text: string; cookies: readonly string[] }> {
  const request = createRequest(address, options);
  request.end(body);
  const [response]: IncomingMessage[] = await once(request, 'response');
  if (response === undefined) throw new Error('a request without a response');
  const { statusCode = 0, headers } = response;
  return { status: statusCode, text: await readText(response), cookies: headers['set-cookie'] ?? [] };
}

async function signIn(url: string, { role, organisation }: DemoPerson, heard: string[]): Promise<Person> {
  let cookie = '';
  const reach: Person['reach'] = async (method, path, body) => {
    // Calculation takes so long at times that a connection kept open would be closed meanwhile.
    const headers = { ...json, origin: url, connection: 'close', ...(cookie === '' ? {} : { cookie }) };
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const { status, text, cookies } = await send(`${url}/api/v1${path}`, { method, headers }, sent);
    const set = cookies.map((line) => line.split(';')[0]);
    if (set.length > 0) cookie = set.join('; ');
    heard.push(text);
    return { status, text };
  };
  const session = JSON.parse((await reach('GET', '/session')).text) as {
    demoPersons: { email: string; roles: string[]; organisation: string }[];
  };
  const person = session.demoPersons.find(
    (one) => one.roles.includes(role) && one.organisation === organisation,
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

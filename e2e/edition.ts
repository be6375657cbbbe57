import { questions } from '@datalab/server/modules/preparation/questions.contract.ts';
import { inEnglish } from '@datalab/server/platform/http/local-text.testing.ts';
import { type APIRequestContext, request } from 'playwright-core';

/** The hub as one person reaches it without a page, to prepare what a test looks at. */
export interface Session {
  readonly call: <T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    data?: unknown,
  ) => Promise<T>;
  readonly end: () => Promise<void>;
}

export async function openSession(hub: string, signIn: { path: string; data: unknown }): Promise<Session> {
  const context = await request.newContext({ extraHTTPHeaders: { origin: hub } });
  const session: Session = {
    call: (method, path, data) => callHub(context, `${hub}/api/v1${path}`, method, data),
    end: () => context.dispose(),
  };
  await session.call('POST', signIn.path, signIn.data);
  return session;
}

interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly roles: readonly string[];
}

/** Makes a one-time code at `path`, and opens the account with it as the person it is for. */
export async function openAccount(
  hub: string,
  maker: Session,
  path: string,
  { email, password, roles }: NewAccount,
): Promise<Session> {
  const name = `Person of ${email}`;
  const isFirst = path.endsWith('/first-account-code');
  const { code } = await maker.call<{ code: string }>(
    'POST',
    path,
    isFirst ? { roles } : { name, email, roles },
  );
  return openSession(hub, { path: '/accounts', data: { code, name, email, password } });
}

async function callHub<T>(
  context: APIRequestContext,
  url: string,
  method: string,
  data: unknown,
): Promise<T> {
  // A question waits for the check of its data.
  const response = await context.fetch(url, {
    method,
    timeout: 300_000,
    ...(data !== undefined && { data }),
  });
  if (!response.ok())
    throw new Error(`${method} ${url} answered ${response.status()}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Answers what is asked before a start, lets each organisation commit something, and decides to go. */
export async function prepareStart({ slug, facilitator, deciders }: StartPlan): Promise<void> {
  const path = `/editions/${slug}/preparation`;
  const [{ organisation }] = deciders;
  const sponsor = { name: 'Willem Jansen', organisation };
  await facilitator.call('PUT', `${path}/steering`, { sponsor, group: 'Board', seen: null });
  for (const { key, part } of questions) {
    if (part !== 'problem') continue;
    const answer = { answer: 'yes', why: inEnglish('We talked about it.'), seen: null };
    await facilitator.call('PUT', `${path}/answers/${key}`, answer);
  }
  for (const { session } of deciders) {
    await session.call('POST', `${path}/commitments`, { kind: 'time', amount: 4, note: null });
  }
  const decision = { decision: 'go', reasons: inEnglish('Everybody wants this.'), after: 0 };
  await facilitator.call('POST', `${path}/decisions`, decision);
}

interface Decider {
  readonly organisation: string;
  readonly session: Session;
}

export interface StartPlan {
  readonly slug: string;
  readonly facilitator: Session;
  /** The decider of each organisation; the first is that of the facilitator. */
  readonly deciders: readonly [Decider, Decider, ...Decider[]];
}

export interface EditionPlan extends StartPlan {
  readonly title: string;
  readonly dataSets: readonly string[];
}

interface ReadGoal {
  readonly id: string;
  readonly organisation: string | null;
  readonly at: string;
}

/** Each goal is found sharp by an organisation that did not word it. */
async function reviewGoals({ slug, facilitator, deciders: [first, second] }: EditionPlan): Promise<void> {
  const { goals } = await facilitator.call<{ goals: ReadGoal[] }>('GET', `/editions/${slug}`);
  for (const { id, organisation, at } of goals) {
    const { session } = organisation === second.organisation ? first : second;
    const review = { sharp: true, remark: 'We can count that.', seen: at };
    await session.call('PUT', `/editions/${slug}/goals/${id}/review`, review);
  }
}

/** Leads an edition of two organisations up to its third step, in which data is delivered. */
export async function leadToSharing(plan: EditionPlan): Promise<{ question: string }> {
  const { slug, title, facilitator, deciders, dataSets } = plan;
  const path = `/editions/${slug}`;
  await facilitator.call('POST', '/editions', {
    slug,
    title: inEnglish(title),
    aim: inEnglish('Less of it'),
    theme: inEnglish('Safety'),
  });
  for (const { organisation, session } of deciders.slice(1)) {
    await facilitator.call('POST', `${path}/participations`, { organisation });
    const decision = { decision: 'in', reason: 'We see it daily.' };
    await session.call('PUT', `${path}/participations/${organisation}`, decision);
  }
  const successCriterion = inEnglish('A tenth less within two years');
  const joint = await facilitator.call<{ goals: { id: string }[] }>('POST', `${path}/goals`, {
    organisation: null,
    text: inEnglish('Less of it'),
    successCriterion,
  });
  for (const { organisation, session } of deciders) {
    await session.call('POST', `${path}/goals`, {
      organisation,
      text: inEnglish('Be there sooner'),
      successCriterion,
    });
  }
  await reviewGoals(plan);
  const { id: question } = await deciders[0].session.call<{ id: string }>('POST', `${path}/questions`, {
    goal: joint.goals[0]?.id,
    text: inEnglish('Where is it most frequent?'),
    rung: 'descriptive',
  });
  await prepareStart(plan);
  await facilitator.call('POST', `${path}/steps/prioritise/completion`);
  const sorted = { status: 'to-analyse', note: null };
  await facilitator.call('PATCH', `${path}/questions/${question}`, sorted);
  await facilitator.call('POST', `${path}/steps/picture/completion`);
  for (const dataSet of dataSets) await facilitator.call('POST', `${path}/data-sets`, { dataSet });
  return { question };
}

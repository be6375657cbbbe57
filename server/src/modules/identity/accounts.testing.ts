import { expect } from 'vitest';
import type { engines } from '../../platform/db/database.testing.ts';
import type { AnyTx } from '../../platform/db/database.ts';
import { auditMigrations } from '../audit/audit.api.ts';
import type { MadeCode } from './codes.contract.ts';
import { type CodeLetter, identityMigrations, type NewsLetter } from './identity.api.ts';
import type { Person, Role, Session } from './identity.contract.ts';
import { appOf, asksForProof, cookieOf, identityOf } from './identity.testing.ts';

export const password = 'paard batterij nietje';

/** A code as it is where no mail goes out. */
export type ShownCode = MadeCode & { readonly code: string };

export function emailOf(name: string): string {
  return `${name.toLowerCase()}@example.org`;
}

/** A town with Lotte, who began it; the police and care as partners nobody came in for yet. */
export async function openAccountsBench(open: (typeof engines)[number]['open']) {
  const database = await open([auditMigrations, identityMigrations]);
  /** The cookies of everybody who is in, by name. */
  const cookies = new Map<string, string>();
  const state = {
    now: Date.parse('2026-11-30T09:00:00Z'),
    sendsMail: false,
    /** Who was blocked, by whom: what other modules hear of it. */
    blocked: [] as [string, string][],
    letters: [] as CodeLetter[],
    news: [] as NewsLetter[],
    resets: [] as string[],
  };
  const identity = identityOf(database, {
    now: () => new Date(state.now),
    deliveringEnded: async (_tx, { person, actor }) => void state.blocked.push([person, actor.name]),
    tellNews: async (_tx: AnyTx, letter) => void state.news.push(letter),
    mailCode: async (_tx: AnyTx, letter) => {
      if (state.sendsMail) state.letters.push(letter);
      return state.sendsMail;
    },
    sendsMail: async () => state.sendsMail,
    askReset: async (email) => void state.resets.push(email),
  });
  const app = appOf(identity);

  async function send(who: string, method: string, path: string, body?: object, on = app): Promise<Response> {
    state.now += 1000;
    const request = (to: string, by: string, content?: object) =>
      on.request(`/api/v1${to}`, {
        method: by,
        headers: { 'content-type': 'application/json', cookie: cookies.get(who) ?? '' },
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      });
    const answer = await request(path, method, body);
    if (!(await asksForProof(answer))) return answer;
    await request('/session/proof', 'POST', { way: 'password', password });
    return request(path, method, body);
  }

  async function ask<T>(who: string, method: string, path: string, body?: object): Promise<T> {
    return (await (await send(who, method, path, body)).json()) as T;
  }

  /** The status and, of a refusal, the code. */
  async function answerOf(
    who: string,
    method: string,
    path: string,
    body?: object,
    on = app,
  ): Promise<unknown> {
    const response = await send(who, method, path, body, on);
    if (response.ok) return response.status;
    return [response.status, ((await response.json()) as { code: string }).code];
  }

  async function openWith(code: string, name: string, email = emailOf(name)): Promise<Person | null> {
    const response = await send('', 'POST', '/accounts', { code, name, email, password });
    expect([name, response.status]).toEqual([name, 201]);
    cookies.set(name, cookieOf(response));
    return ((await response.json()) as Session).person;
  }

  async function addColleague(maker: string, organisation: string, name: string, ...roles: Role[]) {
    const body = { name, email: emailOf(name), roles };
    const { code } = await ask<ShownCode>(maker, 'POST', `/organisations/${organisation}/persons`, body);
    return openWith(code, name);
  }

  async function idOf(name: string): Promise<string> {
    return (await ask<Session>(name, 'GET', '/session')).person?.id ?? '';
  }

  const actorOf = (name: string) => identity.resolveActor(new Headers({ cookie: cookies.get(name) ?? '' }));

  const firstCode = (organisation: string, roles: Role[] = ['steward']): Promise<ShownCode> =>
    ask('Lotte', 'POST', `/organisations/${organisation}/first-account-code`, { roles });

  const organisation = { slug: 'town', name: { nl: 'Gemeente', en: 'Town' }, kind: 'municipality' };
  const code = await identity.renewSetUpCode();
  const first = { code, organisation, name: 'Lotte', email: emailOf('Lotte'), password };
  cookies.set('Lotte', cookieOf(await send('', 'POST', '/first-person', first)));
  for (const slug of ['police', 'care']) {
    const partner = { slug, name: { nl: slug, en: slug }, kind: 'police' };
    expect((await send('Lotte', 'POST', '/organisations', partner)).status).toBe(201);
  }
  const requests = { send, ask, answerOf, openWith, addColleague, idOf, actorOf, firstCode };
  return { database, identity, cookies, state, ...requests };
}

export type AccountsBench = Awaited<ReturnType<typeof openAccountsBench>>;

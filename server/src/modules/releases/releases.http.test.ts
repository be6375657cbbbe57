import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../platform/errors/failure.ts';
import { justProven, person } from '../../platform/http/actor.testing.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Listening } from '../../platform/http/listen.ts';
import { serveBindings } from '../../platform/http/serve.testing.ts';
import { roles } from '../identity/identity.contract.ts';
import type { Grouping } from './groupings.contract.ts';
import { ines, noor, openReleasesBench, slug } from './releases.testing.ts';

let bench: Awaited<ReturnType<typeof openReleasesBench>>;
let server: Listening;
let address: string;
let actor: Actor | null;
let isProven = true;

beforeAll(async () => {
  bench = await openReleasesBench();
  server = await serveBindings({
    bindings: bench.releases.bindings,
    resolveActor: async () => (isProven ? justProven(actor) : actor),
  });
  address = `${server.url}/api/v1/editions/${slug}`;
});
afterAll(async () => {
  await server.close();
  await bench.close();
});

type AnswerBody = Partial<Grouping> & { readonly code?: string; readonly groupings?: readonly Grouping[] };

async function ask(as: Actor | null, method: string, path: string, body?: object) {
  actor = as;
  const answer = await fetch(`${address}${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as AnswerBody };
}

const proposal = {
  dataSet: 'reports',
  name: { nl: 'Herrie', en: 'Loud' },
  content: { kind: 'values', column: 'kind', values: ['vandalism', 'noise'] },
  purpose: 'What keeps people awake',
};
const unknown = '/groupings/11111111-1111-4111-8111-111111111111';

/** The roles that get any other answer than that their role is too little. */
async function rolesOf(method: string, path: string, body?: object): Promise<string[]> {
  const admitted: string[] = [];
  for (const role of roles) {
    const { status } = await ask({ ...person('town', role), id: 'p' }, method, path, body);
    if (status !== 403) admitted.push(role);
  }
  return admitted;
}

describe('over HTTP', () => {
  it('only the privacy officer reads what was shown and the checks', async () => {
    for (const path of ['/releases', '/releases/shown', '/releases/checks/reports']) {
      expect([path, await rolesOf('GET', path)]).toEqual([path, ['privacy-officer']]);
      expect((await ask(null, 'GET', path)).status).toBe(401);
      expect((await ask(ines, 'GET', path)).status).toBe(200);
    }
  });

  it('only an analyst proposes a grouping, and only a privacy officer decides', async () => {
    const nothing = { ...proposal, content: { ...proposal.content, column: 'nothing' } };
    expect(await rolesOf('POST', '/groupings', nothing)).toEqual(['analyst']);
    expect(await rolesOf('GET', '/groupings/columns/reports')).toEqual(['analyst']);
    const decision = { decision: 'refuse', reason: 'no' };
    expect(await rolesOf('PUT', `${unknown}/decision`, decision)).toEqual(['privacy-officer']);
    expect(await rolesOf('PUT', `${unknown}/end`, { reason: 'no' })).toEqual(['privacy-officer']);
    const outside = person('elsewhere', 'analyst', 'privacy-officer');
    expect((await ask(outside, 'POST', '/groupings', proposal)).body.code).toBe('editions.not-a-participant');
    expect((await ask(outside, 'GET', '/groupings')).status).toBe(403);
  });

  it('a grouping is decided and ended only by who proved just now that it is them', async () => {
    isProven = false;
    for (const [path, body] of [
      ['decision', { decision: 'refuse', reason: 'no' }],
      ['end', { reason: 'no' }],
    ] as const) {
      const { status, body: answer } = await ask(ines, 'PUT', `${unknown}/${path}`, body);
      expect([path, status, answer.code]).toEqual([path, 403, 'session.prove-again']);
    }
    isProven = true;
    expect((await ask(ines, 'PUT', `${unknown}/end`, { reason: 'no' })).status).toBe(404);
  });

  it('a grouping goes from proposal to decision as the contract says', async () => {
    const made = await ask(noor, 'POST', '/groupings', proposal);
    expect([made.status, made.body.state]).toEqual([201, 'proposed']);
    const place = `/groupings/${made.body.id}`;
    const refused = await ask(ines, 'PUT', `${place}/decision`, { decision: 'refuse', reason: 'Too narrow' });
    expect([refused.status, refused.body.decided?.reason]).toEqual([200, 'Too narrow']);
    const again = await ask(ines, 'PUT', `${place}/decision`, { decision: 'approve', reason: 'Yet' });
    expect([again.status, again.body.code]).toEqual([409, 'releases.already-decided']);
    const ended = await ask(ines, 'PUT', `${place}/end`, { reason: 'Over' });
    expect([ended.status, ended.body.code]).toEqual([409, 'releases.not-approved']);
    expect((await ask(ines, 'PUT', `${unknown}/end`, { reason: 'x' })).status).toBe(404);
    const list = await ask(person('police', 'manager'), 'GET', '/groupings');
    expect(list.body.groupings?.map(({ cost }) => cost)).toEqual([null]);
  });

  it('says that a check is damaged or too large wherever one is read', async () => {
    const failures = [
      ['checks.damaged', 503],
      ['checks.version-damaged', 503],
      ['checks.too-large', 422],
    ] as const;
    for (const [code, status] of failures) {
      const check = vi.spyOn(bench.checks, 'check');
      check.mockRejectedValue(new Failure(code, status, { dataSet: 'reports' }));
      const answers = [
        await ask(ines, 'GET', '/releases/checks/reports'),
        await ask(noor, 'GET', '/groupings/columns/reports'),
        await ask(noor, 'POST', '/groupings', proposal),
      ];
      check.mockRestore();
      expect(answers.map(({ status: got, body }) => [got, body.code])).toEqual(
        answers.map(() => [status, code]),
      );
    }
    expect((await ask(noor, 'GET', '/groupings')).status).toBe(200);
  });

  it('refuses what is larger than the contract allows, and a decision without a reason', async () => {
    const values = Array.from({ length: 501 }, (_, index) => `kind ${index}`);
    const large = { ...proposal, content: { ...proposal.content, values } };
    expect((await ask(noor, 'POST', '/groupings', large)).status).toBe(400);
    const one = { ...proposal, content: { ...proposal.content, values: ['noise'] } };
    expect((await ask(noor, 'POST', '/groupings', one)).status).toBe(400);
    const silent = { decision: 'approve', reason: '  ' };
    expect((await ask(ines, 'PUT', `${unknown}/decision`, silent)).status).toBe(400);
    expect((await ask(ines, 'GET', '/releases/shown?limit=201')).status).toBe(400);
    expect((await ask(ines, 'GET', '/releases/checks/care')).body.code).toBe('releases.data-set-not-landed');
  });
});

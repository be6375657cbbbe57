import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { Role } from '../identity/identity.contract.ts';
import type { DataFacts, DataOption } from './check.contract.ts';
import { createGuard, guardrailMigrations } from './guardrail.api.ts';
import { guardrailRoutes } from './guardrail.contract.ts';
import type { GuardrailDeps } from './guardrail.deps.ts';
import { bindGuardrail } from './guardrail.routes.ts';
import {
  checkQuestion,
  exceptQuestion,
  getGuardrail,
  getQuestionCheck,
  withdrawException,
} from './guardrail.service.ts';
import { bare, piles, registered, toInput, whole } from './guardrail.testing.ts';

const slug = 'safe-houses';
const both = (text: string) => ({ nl: text, en: text });

function person(id: string, organisation: string, role: Role): Actor {
  return { id, name: `Name of ${id}`, email: `${id}@example.org`, organisation, roles: [role] };
}

const fay = person('fay', 'town', 'facilitator');
const ines = person('ines', 'town', 'privacy-officer');
const otto = person('otto', 'police', 'privacy-officer');
const stranger = person('x', 'elsewhere', 'analyst');

function toOption(facts: DataFacts): DataOption {
  const columns = facts.columns.map((column) => ({ ...column, label: both(column.name) }));
  return { ...facts, columns, name: both(facts.dataSet), owner: 'town' };
}

describe.each(engines)('the guardrail on $name', ({ open }) => {
  let database: Database;
  let deps: GuardrailDeps;
  let log: AuditEntry[];
  let question: string;
  let edition: string;
  let step: () => Promise<unknown>;

  beforeAll(async () => {
    database = await open([guardrailMigrations]);
  });
  afterAll(() => database.close());

  beforeEach(() => {
    log = [];
    question = randomUUID();
    edition = randomUUID();
    step = async () => undefined;
    deps = {
      db: database.tables(),
      record: async (_tx, entry) => void log.push(entry),
      findEdition: async (name, { organisation }) => {
        if (organisation === 'elsewhere') throw new Failure('editions.not-a-participant', 403);
        return { id: edition, slug: name, title: both('Safe houses'), organisationsIn: ['town', 'police'] };
      },
      lockStep: () => step(),
      findQuestion: async (_db, _edition, id) =>
        id === question
          ? { id, number: 3, text: both('Which first?'), rung: 'predictive', askedBy: 'town' }
          : undefined,
      listAgreed: async () => ['foundation-piles', 'registered'],
      findData: async (id) => [piles, registered].map(toOption).find(({ dataSet }) => dataSet === id),
      now: () => new Date('2026-12-01T10:00:00Z'),
    };
  });

  const place = () => ({ edition: slug, question });
  const usesPiles = [{ dataSet: 'foundation-piles', columns: ['wood'] }];
  const check = (written: Parameters<typeof toInput>[0], after = 0, actor = fay) =>
    checkQuestion(deps, actor, place(), { ...toInput(written), after });
  const nuisance = {
    ...whole,
    about: 'person',
    tells: 'behaviour',
    use: 'describe',
    data: usesPiles,
  } as const;
  const except = (actor: Actor, number = 1) =>
    exceptQuestion(deps, actor, place(), { number, reason: 'A court asked it' });

  test('keeps a check with its verdict, and another purpose is another check (8, 12)', async () => {
    expect(await getQuestionCheck(deps, fay, place())).toMatchObject({
      newest: null,
      earlier: [],
      data: [{ dataSet: 'foundation-piles' }, { dataSet: 'registered' }],
    });
    const first = await check({ ...bare, data: usesPiles });
    expect(first.newest).toMatchObject({
      number: 1,
      organisation: 'town',
      verdict: { answer: 'allowed', rules: ['things'], missing: ['context', 'fit', 'biases'] },
    });
    const second = await check({ ...whole, data: usesPiles, use: 'policy' }, 1);
    expect(second).toMatchObject({
      newest: { number: 2, verdict: { missing: [] } },
      earlier: [{ number: 1, content: { use: 'objects' } }],
    });
    expect(guardrailRoutes.getQuestionCheck.response?.parse(second)).toEqual(second);
    expect(log).toMatchObject([
      { action: 'guardrail.checked', details: { number: 1, use: 'objects', before: null } },
      { action: 'guardrail.checked', details: { number: 2, use: 'policy', before: 'objects' } },
    ]);
    expect(JSON.stringify(log)).not.toContain('Wooden piles');
  });

  test('refuses a check that somebody else overtook, also at the same moment', async () => {
    await check(whole);
    await expect(check(whole)).rejects.toMatchObject({ code: 'guardrail.check-changed', status: 409 });
    const tries = await Promise.allSettled([check(whole, 1), check(bare, 1)]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await getQuestionCheck(deps, fay, place())).newest?.number).toBe(2);
  });

  test('takes data of the edition only, with columns that they have', async () => {
    for (const data of [
      [{ dataSet: 'elsewhere', columns: [] }],
      [{ dataSet: 'foundation-piles', columns: ['owner'] }],
    ]) {
      await expect(check({ ...bare, data })).rejects.toMatchObject({ code: 'guardrail.data-unknown' });
    }
  });

  test('is shut to strangers, to roles that may not, for an unknown question and in a finished edition', async () => {
    const refusals = [
      [getQuestionCheck(deps, stranger, place()), 'editions.not-a-participant'],
      [check(bare, 0, stranger), 'editions.not-a-participant'],
      [check(bare, 0, otto), 'guardrail.role-may-not'],
      [getQuestionCheck(deps, fay, { edition: slug, question: randomUUID() }), 'guardrail.question-unknown'],
    ] as const;
    for (const [attempt, code] of refusals) await expect(attempt).rejects.toMatchObject({ code });
    step = async () => {
      throw new Failure('editions.finished', 409);
    };
    await expect(check(bare)).rejects.toMatchObject({ code: 'editions.finished' });
    await expect(withdrawException(deps, otto, place())).rejects.toMatchObject({ code: 'editions.finished' });
  });

  test('lets a privacy officer of another organisation except, in public, until it is ended or the purpose changes (12)', async () => {
    await check(nuisance);
    await expect(except(fay)).rejects.toMatchObject({ code: 'guardrail.officer-only', status: 403 });
    await expect(except(ines)).rejects.toMatchObject({ code: 'guardrail.own-question', status: 403 });
    await expect(except(otto, 2)).rejects.toMatchObject({ code: 'guardrail.check-changed', status: 409 });
    const excepted = await except(otto);
    expect(excepted.newest?.exception).toMatchObject({ organisation: 'police', reason: 'A court asked it' });
    await expect(except(otto)).rejects.toMatchObject({ code: 'guardrail.nothing-to-except', status: 409 });
    const guard = createGuard(deps.findData);
    const ask = () => guard.requireMayAnswer(deps.db, { id: question, rung: 'predictive' }, [piles]);
    await ask();
    const listed = (await getGuardrail(deps)).exceptions.find(({ at }) => at === '2026-12-01T10:00:00.000Z');
    expect(listed).toMatchObject({
      question: both('Which first?'),
      rules: ['behaviour-of-people', 'outcome-per-person'],
      organisation: 'police',
      withdrawnAt: null,
    });
    expect(JSON.stringify(listed)).not.toContain('Name of');
    await expect(withdrawException(deps, fay, place())).rejects.toMatchObject({ status: 403 });
    await withdrawException(deps, ines, place());
    await expect(ask()).rejects.toMatchObject({ code: 'guardrail.not-here', status: 409 });
    await expect(withdrawException(deps, ines, place())).rejects.toMatchObject({
      code: 'guardrail.no-exception',
    });
    await check(nuisance, 1);
    await except(otto, 2);
    await check({ ...nuisance, use: 'policy' }, 2);
    await expect(ask()).rejects.toMatchObject({ code: 'guardrail.not-here' });
    expect(log.map(({ action }) => action)).toEqual([
      'guardrail.checked',
      'guardrail.excepted',
      'guardrail.exception-withdrawn',
      'guardrail.checked',
      'guardrail.excepted',
      'guardrail.checked',
    ]);
  });

  test('makes no exception to the law', async () => {
    await check({ ...nuisance, tells: 'crime' });
    await expect(except(otto)).rejects.toMatchObject({ code: 'guardrail.nothing-to-except', status: 409 });
  });

  test('tells the list of questions how each stands', async () => {
    const guard = createGuard(deps.findData);
    await check(nuisance);
    const questions = [
      { id: question, rung: 'descriptive' },
      { id: randomUUID(), rung: 'predictive' },
    ];
    const state = { number: 1, answer: 'not-here', complete: true, excepted: false };
    expect([...(await guard.listStates(deps.db, edition, questions))]).toEqual([[question, state]]);
    await except(otto);
    expect((await guard.listStates(deps.db, edition, questions)).get(question)?.excepted).toBe(true);
    expect((await guard.listStates(deps.db, randomUUID(), questions)).size).toBe(0);
  });

  test('reads what is used from the contract that the data landed under, and fails without one', async () => {
    const asked: (string | undefined)[] = [];
    const guard = createGuard((id, version) => {
      asked.push(version);
      return deps.findData(id);
    });
    const used = (dataSet: string) => [{ dataSet, contractVersion: '1.2.0', columns: ['wood'] }];
    expect(await guard.factsOf(used('foundation-piles'))).toEqual([
      { ...piles, columns: [{ name: 'wood', role: 'dimension' }] },
    ]);
    expect(asked).toEqual(['1.2.0']);
    await expect(guard.factsOf(used('unknown'))).rejects.toThrow('landed without a contract');
  });

  test('asks who makes an exception to prove who they are', () => {
    const policyOf = (operationId: string) =>
      bindGuardrail(deps).find(({ route }) => route.operationId === operationId)?.policy;
    const long = { ...otto, provenAt: new Date(0), readAt: new Date('2026-12-01T10:00:00Z') };
    expect(policyOf('exceptQuestion')?.answer(long)).toMatchObject({ reason: 'session.prove-again' });
    expect(policyOf('withdrawException')?.answer(long)).toMatchObject({ allowed: true });
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { Role } from '../identity/identity.contract.ts';
import { findUnanswered, listDataLevels, readinessMigrations } from './readiness.api.ts';
import {
  type ReadinessAnswers,
  readinessBoard,
  readinessRoutes,
  statementKeys,
} from './readiness.contract.ts';
import { getReadiness, type ReadinessDeps, sendReadiness, startReadinessRound } from './readiness.service.ts';

const slug = 'quiet-streets';

function person(id: string, organisation: string, role: Role = 'participant'): Actor {
  return { id, name: `Name of ${id}`, email: `${id}@example.org`, organisation, roles: [role] };
}

const police = ['pia', 'sam', 'ruud'].map((id) => person(id, 'police'));
const [pia, sam] = [person('pia', 'police'), person('sam', 'police', 'steward')];
const tom = person('tom', 'town');
const hal = person('hal', 'housing');
const all = (level: number | null): ReadinessAnswers =>
  Object.fromEntries(statementKeys.map((key) => [key, level])) as ReadinessAnswers;

describe.each(engines)('readiness on $name', ({ open }) => {
  let database: Database;
  let deps: ReadinessDeps;
  let log: AuditEntry[];
  let id: string;

  beforeAll(async () => {
    database = await open([readinessMigrations]);
  });
  afterAll(() => database.close());

  beforeEach(() => {
    log = [];
    id = randomUUID();
    deps = {
      db: database.tables(),
      record: async (_tx, entry) => void log.push(entry),
      findEdition: async (edition, { organisation }) => {
        if (organisation === 'elsewhere') throw new Failure('editions.not-a-participant', 403);
        return { id, slug: edition, organisationsIn: ['town', 'police'] };
      },
      lockStep: async () => undefined,
      now: () => new Date('2026-11-21T10:00:00Z'),
    };
  });

  const send = (actor: Actor, level: number | null, round = 1) =>
    sendReadiness(deps, actor, slug, { round, answers: all(level) });
  const of = async (actor: Actor, organisation: string) => {
    const board = readinessBoard.parse(await getReadiness(deps, actor, slug));
    return board.organisations.find((one) => one.organisation === organisation);
  };

  test('begins empty, and asks everybody of an organisation that stepped in (49)', async () => {
    const board = await getReadiness(deps, sam, slug);
    expect(board).toMatchObject({ mine: { round: 1, answers: null }, may: { answer: { allowed: true } } });
    expect(board.organisations).toMatchObject([
      { organisation: 'town', respondents: 0, areas: null, earlier: [] },
      { organisation: 'police', respondents: 0, areas: null, earlier: [] },
    ]);
    for (const attempt of [() => getReadiness(deps, hal, slug), () => send(hal, 3)]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'readiness.not-in', status: 403 });
    }
  });

  test('shows fewer than three answers to the own organisation only, in the plan too (49)', async () => {
    await send(pia, 1);
    await send(sam, 1);
    expect(await of(tom, 'police')).toMatchObject({ respondents: 2, areas: null, statements: null });
    expect((await getReadiness(deps, tom, slug)).plan).toEqual([]);
    expect(await listDataLevels(database.tables(), id, ['town', 'police'])).toEqual([]);
    const own = await getReadiness(deps, pia, slug);
    expect(own.organisations[1]).toMatchObject({ areas: { data: { level: 1, counts: [4, 0, 0, 0] } } });
    expect(own.plan).toContainEqual(expect.objectContaining({ code: 'key-user', onlyOwn: true }));
  });

  test('shows the spread of three to others, never who chose what nor the statements (49)', async () => {
    for (const [index, one] of police.entries()) await send(one, index + 1);
    const seen = await getReadiness(deps, tom, slug);
    expect(seen.organisations[1]).toMatchObject({
      respondents: 3,
      statements: null,
      areas: { use: { level: 2, counts: [2, 2, 2, 0], unknown: 0 } },
    });
    expect(JSON.stringify(seen)).not.toMatch(/pia|sam|ruud/);
    expect(seen.plan).toContainEqual(
      expect.objectContaining({ code: 'key-user', organisation: 'police', step: 'share', extraWeeks: 2 }),
    );
    expect(await listDataLevels(database.tables(), id, ['town', 'police'])).toEqual([
      { organisation: 'police', level: 2 },
    ]);
  });

  test('takes the answers of one person once, the last ones, and keeps them to that person', async () => {
    await send(pia, 1);
    await send(pia, 4);
    expect(await of(pia, 'police')).toMatchObject({ respondents: 1, areas: { data: { level: 4 } } });
    expect((await getReadiness(deps, pia, slug)).mine.answers).toEqual(all(4));
    expect((await getReadiness(deps, sam, slug)).mine.answers).toBeNull();
  });

  test('lets people say that they do not know, and gives no level where most do not', async () => {
    for (const one of police) await send(one, null);
    expect(await of(tom, 'police')).toMatchObject({
      areas: { data: { level: null, counts: [0, 0, 0, 0], unknown: 6 } },
    });
  });

  test('asks an answer to every statement, on one of four levels', () => {
    const body = readinessRoutes.sendReadiness.body;
    const { goals: _, ...incomplete } = all(2);
    expect(body?.safeParse({ round: 1, answers: all(null) }).success).toBe(true);
    expect(body?.safeParse({ round: 1, answers: incomplete }).success).toBe(false);
    expect(body?.safeParse({ round: 1, answers: { ...all(2), goals: 5 } }).success).toBe(false);
  });

  test('is done again by a person who decides for the organisation, and keeps the earlier answers', async () => {
    await expect(startReadinessRound(deps, pia, slug, 1)).rejects.toMatchObject({
      code: 'readiness.nobody-answered',
      status: 409,
    });
    for (const one of police) await send(one, 2);
    await expect(startReadinessRound(deps, sam, slug, 1)).rejects.toMatchObject({
      code: 'readiness.role-may-not',
      status: 403,
    });
    await startReadinessRound(deps, pia, slug, 1);
    await expect(startReadinessRound(deps, pia, slug, 1)).rejects.toMatchObject({
      code: 'readiness.round-changed',
      status: 409,
    });
    await expect(send(sam, 3)).rejects.toMatchObject({ code: 'readiness.round-changed' });
    await send(sam, 3, 2);
    expect(await of(tom, 'police')).toMatchObject({
      round: 2,
      respondents: 1,
      areas: null,
      earlier: [{ round: 1, respondents: 3, areas: { use: { level: 2 } } }],
    });
  });

  test('waits for each person until they answered, and again in a next round (49)', async () => {
    const waits = (actor: Actor) =>
      database.db
        .transaction()
        .execute((tx) =>
          findUnanswered(tx, { edition: id, organisation: actor.organisation, person: actor.id }),
        );
    expect(await waits(pia)).toEqual({ since: null });
    await send(pia, 1);
    expect(await waits(pia)).toBeNull();
    expect(await waits(sam)).toEqual({ since: null });
    expect(await waits(tom)).toEqual({ since: null });
    await startReadinessRound(deps, pia, slug, 1);
    expect(await waits(pia)).toEqual({ since: new Date('2026-11-21T10:00:00Z') });
  });

  test('leaves in the log that somebody answered, not what', async () => {
    await send(pia, 1);
    await startReadinessRound(deps, pia, slug, 1);
    expect(log.map(({ action, details }) => ({ action, details }))).toEqual([
      { action: 'readiness.answered', details: { round: 1 } },
      { action: 'readiness.round-started', details: { round: 2 } },
    ]);
  });
});

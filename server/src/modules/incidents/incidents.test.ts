import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import { incidentsMigrations } from './incidents.api.ts';
import type { DecisionOutcome, IncidentFacts } from './incidents.contract.ts';
import type { IncidentsDeps } from './incidents.deps.ts';
import {
  changeIncident,
  closeIncident,
  decideIncident,
  getIncident,
  listIncidents,
  noteIncident,
  reportIncident,
} from './incidents.service.ts';
import { ownTables } from './incidents.tables.ts';

const edition = 'quiet-streets';
const person = (organisation: string, role: string): Actor => ({
  id: `${role}-of-${organisation}`,
  name: `The ${role} of ${organisation}`,
  email: `${role}@${organisation}.example`,
  organisation,
  roles: [role],
});
const analyst = person('town', 'analyst');
const town = person('town', 'privacy-officer');
const police = person('police', 'privacy-officer');
const housing = person('housing', 'privacy-officer');

const facts: IncidentFacts = {
  title: 'A file went to the wrong address',
  what: 'A spreadsheet with streets was mailed to somebody outside.',
  kinds: ['confidentiality'],
  edition,
  dataSets: ['reports'],
  from: '2026-11-20T08:00:00.000Z',
  until: null,
  discoveredAt: '2026-11-23T09:30:00.000Z',
  persons: 40,
};

describe.each(engines)('a data breach on $name', ({ open }) => {
  let database: Database;
  let deps: IncidentsDeps;
  let told: AuditEntry[];
  let letters: { to: readonly string[]; before: string }[];
  let asked: unknown[];
  let left: string[];

  beforeAll(async () => {
    database = await open([incidentsMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.execute('DELETE FROM incident_entries');
    await database.execute('DELETE FROM incidents');
    [told, letters, asked, left] = [[], [], [], []];
    let moment = Date.parse('2026-11-23T10:00:00Z');
    deps = {
      db: ownTables(database.db),
      record: async (_tx, entry) => void told.push(entry),
      findEdition: async (slug) => {
        if (slug !== edition) throw new Failure('editions.unknown', 404);
        return { organisationsIn: ['town', 'police'] };
      },
      listEditionsOf: async ({ organisation }) => (left.includes(organisation) ? [] : [edition]),
      findTraces: async (...question) => {
        asked.push(question);
        return {
          operations: [{ kind: 'answer', dataSets: ['reports'], times: 2, last: '2026-11-22T10:00:00.000Z' }],
          people: [],
        };
      },
      tellOfficers: async (_tx, to, { tellBefore }) => {
        letters.push({ to, before: tellBefore.toISOString() });
        return to.length;
      },
      now: () => {
        moment += 1000;
        return new Date(moment);
      },
      newId: randomUUID,
    };
  });

  const report = async (change: Partial<IncidentFacts> = {}, actor = analyst) =>
    (await reportIncident(deps, actor, { ...facts, ...change })).id;
  const decide = (
    id: string,
    kind: 'risk' | 'authority' | 'people',
    outcome: DecisionOutcome,
    actor = town,
  ) => decideIncident(deps, actor, id, { kind, outcome, because: `Because of ${kind}` });

  it('is told at once to the privacy officers of everybody in the edition, with the moment after which it is late', async () => {
    const { id, told: officers } = await reportIncident(deps, analyst, facts);
    expect(officers).toBe(2);
    expect(letters).toEqual([{ to: ['town', 'police'], before: '2026-11-26T09:30:00.000Z' }]);
    expect(told).toMatchObject([{ action: 'incidents.reported', subject: `incident/${id}`, edition }]);
    expect(JSON.stringify(told)).not.toContain('spreadsheet');
    expect(await getIncident(deps, police, id)).toMatchObject({
      tellBefore: '2026-11-26T09:30:00.000Z',
      missing: ['risk', 'authority', 'people'],
      told: [{ organisation: 'town' }, { organisation: 'police' }],
      may: { change: { allowed: false }, close: { allowed: false } },
    });
  });

  it('stays in the register of an organisation that left, without what goes on in the edition', async () => {
    const id = await report();
    expect((await getIncident(deps, police, id)).traces.operations).toHaveLength(1);
    left.push('police');
    expect(await getIncident(deps, police, id)).toMatchObject({
      title: facts.title,
      traces: { operations: [], people: [] },
    });
    expect(await listIncidents(deps, police)).toMatchObject([{ id }]);
  });

  it('shows what the logs say of that time and those data', async () => {
    const { traces } = await getIncident(deps, town, await report());
    expect(traces.operations).toHaveLength(1);
    const [[slug, { from, until }, dataSets]] = asked as [[string, { from: Date; until: Date }, string[]]];
    expect([slug, from.toISOString(), dataSets]).toEqual([edition, facts.from, ['reports']]);
    expect(until.toISOString()).toMatch(/^2026-11-23T10:00:/);
  });

  it('is known to nobody who was not told, and reported by nobody about an edition of others', async () => {
    const id = await report();
    expect(await listIncidents(deps, housing)).toEqual([]);
    await expect(getIncident(deps, housing, id)).rejects.toMatchObject({ code: 'incidents.unknown' });
    await expect(noteIncident(deps, housing, id, 'Seen')).rejects.toMatchObject({
      code: 'incidents.unknown',
    });
    await expect(report({}, housing)).rejects.toMatchObject({ code: 'incidents.not-in-edition' });
    expect(await listIncidents(deps, police)).toHaveLength(1);
    await expect(noteIncident(deps, police, id, 'Seen')).rejects.toMatchObject({
      code: 'incidents.other-organisation',
    });
  });

  it('cannot be kept from the authority while there is a risk, whichever was decided first', async () => {
    const id = await report();
    await decide(id, 'risk', 'risk');
    await expect(decide(id, 'authority', 'not-needed')).rejects.toMatchObject({
      code: 'incidents.risk-says-otherwise',
    });
    await decide(id, 'risk', 'unlikely');
    expect((await decide(id, 'authority', 'not-needed')).missing).toEqual(['people']);
    expect((await decide(id, 'risk', 'high-risk')).missing).toEqual(['authority', 'people']);
    await expect(decide(id, 'people', 'unlikely')).rejects.toMatchObject({
      code: 'incidents.outcome-wrong',
    });
  });

  it('is closed when everything is decided, and is not changed after that', async () => {
    const id = await report();
    await expect(closeIncident(deps, town, id)).rejects.toMatchObject({ code: 'incidents.undecided' });
    await decide(id, 'risk', 'unlikely');
    await decide(id, 'authority', 'not-needed');
    await decide(id, 'people', 'not-needed');
    await noteIncident(deps, town, id, 'The receiver deleted the file');
    const closed = await closeIncident(deps, town, id);
    expect(closed.closedAt).not.toBeNull();
    expect(closed.notes).toMatchObject([{ text: 'The receiver deleted the file', by: town.name }]);
    await expect(noteIncident(deps, town, id, 'More')).rejects.toMatchObject({ code: 'incidents.closed' });
    await expect(decide(id, 'risk', 'risk')).rejects.toMatchObject({ code: 'incidents.closed' });
    expect(await listIncidents(deps, town)).toMatchObject([{ id, closedAt: closed.closedAt }]);
  });

  it('tells who is involved as soon as it is known whose data it is about', async () => {
    const id = await report({ edition: null, dataSets: [] });
    expect(letters.map(({ to }) => to)).toEqual([['town']]);
    await expect(getIncident(deps, police, id)).rejects.toMatchObject({ code: 'incidents.unknown' });
    await changeIncident(deps, town, id, facts);
    expect(letters.map(({ to }) => to)).toEqual([['town'], ['police']]);
    expect((await getIncident(deps, police, id)).told.map(({ organisation }) => organisation)).toEqual([
      'town',
      'police',
    ]);
  });

  it('happened before it was reported, and began before it ended', async () => {
    await expect(report({ discoveredAt: '2026-11-24T00:00:00.000Z' })).rejects.toMatchObject({
      code: 'incidents.in-the-future',
    });
    const reversed = { from: '2026-11-20T08:00:00.000Z', until: '2026-11-19T08:00:00.000Z' };
    await expect(report(reversed)).rejects.toMatchObject({ code: 'incidents.period-reversed' });
  });
});

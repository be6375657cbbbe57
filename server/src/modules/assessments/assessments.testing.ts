import { randomUUID } from 'node:crypto';
import type { Database } from '../../platform/db/open-database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { serveBindings } from '../../platform/http/serve.testing.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { Role } from '../identity/identity.contract.ts';
import { createAssessments, type EditionFacts } from './assessments.api.ts';
import { listForms } from './assessments.queries.ts';
import { ownTables } from './assessments.tables.ts';

export const slug = 'quiet-streets';
const tables = [
  'assessment_forms',
  'prescan_answers',
  'ethics_scores',
  'ethics_trade_offs',
  'attached_advice',
  'assessment_files',
];

function someone(id: string, organisation: string, ...roles: Role[]): Actor {
  return { id, name: `Name of ${id}`, email: `${id}@${organisation}.example`, organisation, roles };
}

export const ada = someone('ada', 'town', 'administrator');
export const tom = someone('tom', 'town', 'participant');
export const pia = someone('pia', 'police', 'privacy-officer');
export const ana = someone('ana', 'police', 'analyst');
export const hal = someone('hal', 'housing', 'participant');

const dataSet = {
  purpose: null,
  legalBasis: 'publieke taak',
  aboutPersons: true,
  persons: null,
  timesPerYear: null,
} as const;

export const testFacts: EditionFacts = {
  title: 'Rustige straten',
  aim: 'Minder overlast',
  organisations: [
    { slug: 'town', name: 'Gemeente' },
    { slug: 'police', name: 'Politie' },
    { slug: 'housing', name: 'Woningcorporatie' },
  ],
  dataSets: [
    {
      ...dataSet,
      name: 'Overlastmeldingen',
      owner: 'police',
      purpose: 'Weten waar overlast is',
      specialCategory: true,
      retentionMonths: 60,
      columns: [
        { name: 'persoonsnummer', kind: 'person-number' },
        { name: 'soort', kind: 'other' },
      ],
    },
    {
      ...dataSet,
      name: 'Zorggebruik',
      owner: 'town',
      specialCategory: null,
      retentionMonths: 12,
      columns: [{ name: 'persoonsnummer', kind: 'person-number' }],
    },
    {
      ...dataSet,
      name: 'Containers',
      owner: 'town',
      aboutPersons: false,
      specialCategory: false,
      retentionMonths: null,
      columns: [{ name: 'soort', kind: 'other' }],
    },
  ],
};

/** The module on a database that was emptied first, asked over HTTP with every answer held to its contract. */
export async function openAssessmentsBench(database: Database) {
  for (const table of tables) await database.execute(`DELETE FROM ${table}`);
  const log: AuditEntry[] = [];
  const known = { now: new Date('2026-12-01T10:00:00Z'), finished: false, actor: tom as Actor | null };
  const edition = { id: randomUUID(), slug, organisationsIn: ['town', 'police'] };
  const assessments = createAssessments({
    db: database.db,
    record: async (_tx, entry) => void log.push(entry),
    findEdition: async (asked) => {
      if (asked !== slug) throw new Failure('editions.unknown', 404);
      return edition;
    },
    lockStep: async () => {
      if (known.finished) throw new Failure('editions.finished', 409);
    },
    readFacts: async () => testFacts,
    findSteppedIn: async (db) => {
      // As the editions do it: on the connection that it is given, or it waits for the transaction around it.
      await listForms(ownTables(db));
      return new Date('2026-11-20T10:00:00Z');
    },
    now: () => known.now,
    newId: randomUUID,
  });
  const server = await serveBindings({
    bindings: assessments.bindings,
    resolveActor: async () => known.actor,
  });

  async function ask(actor: Actor | null, method: string, path: string, body?: object | FormData) {
    known.actor = actor;
    const isForm = body instanceof FormData;
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { 'sec-fetch-site': 'same-origin', ...(isForm ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, text, body: readJson(text) };
  }

  async function download(actor: Actor, path: string): Promise<Buffer> {
    known.actor = actor;
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    return Buffer.from(await answer.arrayBuffer());
  }

  const bring = (actor: Actor | null, path: string, content: string | Uint8Array, name = 'file.json') => {
    const form = new FormData();
    form.append('file', new Blob([typeof content === 'string' ? content : Buffer.from(content)]), name);
    return ask(actor, 'POST', path, form);
  };

  return { ask, bring, download, log, known, edition, assessments, close: () => server.close() };
}

function readJson(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openEngine, quoteLiteral, type Row } from '@datalab/warehouse';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { openDataDirectory } from '../../platform/files/data-directory.ts';
import { createSpaceSecrets } from '../../platform/files/space-secrets.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { jobRunsMigrations } from '../../platform/jobs/job-runs.ts';
import { createJobs, type Jobs } from '../../platform/jobs/jobs.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { type AuditEntry, auditMigrations, createRecordEvent } from '../audit/audit.api.ts';
import { deliveriesMigrations } from '../deliveries/deliveries.api.ts';
import {
  createProcessing,
  type Processing,
  type ProcessingDeps,
  processingMigrations,
} from './processing.api.ts';
import type { LogLine } from './processing.lines.ts';
import { exportProcessing, listProcessing } from './processing.service.ts';
import { createSubjectsJob } from './processing.subjects.ts';
import { ownTables } from './processing.tables.ts';

const edition = 'quiet-streets';
const officer = (organisation: string): Actor => ({
  id: `officer-of-${organisation}`,
  name: `Officer of ${organisation}`,
  email: `officer@${organisation}.example`,
  organisation,
  roles: ['privacy-officer'],
});
const { signal } = new AbortController();

describe.each(engines)('the log of processing on $name', ({ open }) => {
  let database: Database;
  let root: string;
  let jobs: Jobs;
  let deps: ProcessingDeps;
  let processing: Processing;
  let told: AuditEntry[];

  beforeAll(async () => {
    database = await open([jobRunsMigrations, auditMigrations, deliveriesMigrations, processingMigrations]);
    root = await mkdtemp(join(tmpdir(), 'processing-'));
    const files = await openDataDirectory(root);
    jobs = await createJobs(
      database,
      createLogger(() => {}),
    );
    const given = {
      db: database.db,
      record: async (_tx: unknown, entry: AuditEntry) => void told.push(entry),
      jobs,
      files,
      secrets: createSpaceSecrets(files.secrets),
      installation: { register: 'https://datalab.example/register', version: '0.1.0' },
      findAgreement: async () => 2,
      listEditionsOf: async ({ organisation }: Actor) => (organisation === 'housing' ? [] : [edition]),
      now: () => new Date(),
      newId: randomUUID,
    };
    processing = createProcessing(given);
    deps = { ...given, db: ownTables(database.db) };
    await jobs.work();
  });
  afterAll(async () => {
    await jobs.stop();
    await database.close();
    await rm(root, { recursive: true });
  });
  beforeEach(async () => {
    told = [];
    await database.execute('ALTER TABLE processing_operations DISABLE TRIGGER USER');
    await database.execute('DELETE FROM processing_operations');
    await database.execute('ALTER TABLE processing_operations ENABLE TRIGGER USER');
    for (const table of ['current_versions', 'landed_versions', 'deliveries'])
      await database.execute(`DELETE FROM ${table}`);
    await rm(deps.files.lake, { recursive: true, force: true });
  });

  function tell(entry: Omit<AuditEntry, 'actor' | 'edition'>): Promise<void> {
    const whole = { actor: null, edition, ...entry };
    return database.db.transaction().execute(async (tx) => {
      await createRecordEvent(deps.now)(tx, whole);
      await processing.on.recorded(tx, whole);
    });
  }

  /** A delivery of so many records of each of so many persons, and what is told of it. */
  async function land(
    dataSet: string,
    owner: string,
    persons: number,
    column = 'pseudonym',
  ): Promise<string> {
    const delivery = randomUUID();
    const at = new Date(Date.now() - 60_000);
    await database.execute(
      `INSERT INTO deliveries (id, edition, space, data_set, organisation, contract_version, state, progress, file_name,
        bytes, sha256, by_id, "by", at, version)
        VALUES ($1, $2, $3, $4, $5, '1.0.0', 'landed', 1, 'f.parquet', 1, 'x', 'sam', 'Sam', $6, 'v0001')`,
      [delivery, edition, `edition:${edition}`, dataSet, owner, at],
    );
    await database.execute(
      `INSERT INTO landed_versions (space, data_set, version, rows, rejected, landed_at, delivery_id, contract_version)
        VALUES ($1, $2, 'v0001', 1, 0, $3, $4, '1.0.0')`,
      [`edition:${edition}`, dataSet, at, delivery],
    );
    await database.execute(
      `INSERT INTO current_versions (space, data_set, version) VALUES ($1, $2, 'v0001')`,
      [`edition:${edition}`, dataSet],
    );
    const rows = join(deps.files.spaceFolder(`edition:${edition}`), dataSet, 'v0001', 'rows');
    await mkdir(rows, { recursive: true });
    await query(`COPY (SELECT 'p1.' || (i % ${persons}) AS ${column} FROM range(${persons * 3}) t(i))
      TO ${quoteLiteral(join(rows, '0001.parquet'))} (FORMAT parquet)`);
    await tell({ action: 'deliveries.landed', subject: `delivery/${delivery}`, details: { dataSet } });
    return delivery;
  }

  async function query(sql: string): Promise<Row[]> {
    const engine = await openEngine();
    try {
      return await engine.run(sql);
    } finally {
      engine.close();
    }
  }

  const written = () =>
    vi.waitFor(
      async () => {
        const { operations } = await listProcessing(deps, officer('police'), { limit: 9 });
        expect(operations.find(({ kind }) => kind === 'land')?.persons).not.toBeNull();
      },
      { timeout: 20_000 },
    );

  async function take(actor: Actor, persons: boolean): Promise<LogLine[]> {
    const { stream } = await exportProcessing(deps, actor, { persons }, signal);
    const lines = (await text(stream)).split('\n').filter((line) => line !== '');
    return lines.map((line): LogLine => JSON.parse(line));
  }

  it('has a line for each operation, and for each of the own persons in it, of the form of the Logboek', async () => {
    await land('reports', 'police', 12);
    await tell({ action: 'analyses.created', subject: 'analysis/1' });
    await written();
    const lines = await take(officer('police'), true);
    expect(
      lines.filter(({ parent_span_id }) => parent_span_id === undefined).map(({ name }) => name),
    ).toEqual(['Vraag beantwoorden met tellingen: reports v0001', 'Levering opnemen: reports v0001']);
    for (const whole of lines.filter(({ parent_span_id }) => parent_span_id === undefined)) {
      const persons = lines.filter(({ parent_span_id }) => parent_span_id === whole.span_id);
      expect(persons).toHaveLength(12);
      expect(new Set(persons.map(({ trace_id }) => trace_id))).toEqual(new Set([whole.trace_id]));
      expect(new Set(persons.map(({ span_id }) => span_id)).size).toBe(12);
    }
    const landing = lines.find(({ name }) => name.startsWith('Levering opnemen:'));
    expect(landing?.attributes['dpl.core.processing_activity_id']).toBe(
      'https://datalab.example/register/processing-activities/quiet-streets/v2',
    );
    expect((landing?.end_time ?? 0) - (landing?.start_time ?? 0)).toBeGreaterThanOrEqual(60_000);
    expect(told).toMatchObject([{ action: 'processing.exported', details: { persons: 'yes' } }]);
  });

  it('calls the same person the same in each line, and by nothing that is in the rows', async () => {
    await land('reports', 'police', 5);
    await land('services', 'police', 5);
    await vi.waitFor(async () => {
      const { operations } = await listProcessing(deps, officer('police'), { limit: 9 });
      expect(operations.filter(({ persons }) => persons !== null)).toHaveLength(2);
    }, 20_000);
    const subjects = (await take(officer('police'), true)).flatMap(
      ({ attributes }) => attributes['dpl.core.data_subject_id'] ?? [],
    );
    expect(subjects).toHaveLength(10);
    expect(new Set(subjects).size).toBe(5);
    expect(subjects.join()).not.toContain('p1.');
    const secret = await readFile(join(deps.files.secrets, `edition-${edition}.json`), 'utf8');
    expect(secret).not.toContain(subjects[0]?.split('.').at(-1));
  });

  it('gives an organisation the persons of its own data only, and the others the operation', async () => {
    await land('reports', 'police', 7);
    await written();
    expect(await take(officer('care'), true)).toHaveLength(1);
    expect(await take(officer('police'), true)).toHaveLength(8);
    expect(await take(officer('housing'), true)).toEqual([]);
    const seen = async (organisation: string) =>
      (await listProcessing(deps, officer(organisation), { limit: 9 })).operations.map(
        ({ persons }) => persons,
      );
    expect(await seen('care')).toEqual([null]);
    expect(await seen('police')).toEqual([expect.any(Number)]);
    expect(await seen('housing')).toEqual([]);
  });

  it('waits for nobody in data that name no persons, or that left before they were written down', async () => {
    await land('population', 'police', 4, 'kind');
    await land('reports', 'police', 4);
    await written();
    await database.execute('ALTER TABLE processing_operations DISABLE TRIGGER USER');
    await database.execute('UPDATE processing_operations SET persons = NULL');
    await database.execute('ALTER TABLE processing_operations ENABLE TRIGGER USER');
    const { rows } = await database.execute('SELECT id FROM processing_operations');
    await rm(join(deps.files.spaceFolder(`edition:${edition}`), 'reports'), { recursive: true });
    const job = createSubjectsJob(deps);
    for (const { id } of rows as { id: string }[])
      await job.run({ operation: id }, { id, signal, attempt: 1 });
    expect(await take(officer('police'), true)).toHaveLength(2);
  });

  it('tells what was refused, ended on purpose, failed and erased, each as the Logboek calls it', async () => {
    const delivery = await land('reports', 'police', 3);
    const subject = `delivery/${delivery}`;
    await tell({ action: 'deliveries.refused', subject, details: { reason: 'deliveries.other-key' } });
    await tell({ action: 'deliveries.cancelled', subject });
    await tell({ action: 'deliveries.failed', subject, details: { reason: 'server.failed' } });
    await tell({
      action: 'deliveries.withdrawn',
      subject,
      details: { dataSet: 'reports', version: 'v0001', organisation: 'police' },
    });
    await tell({ action: 'editions.created', subject: 'edition/1' });
    const lines = await take(officer('care'), false);
    expect(lines.map(({ name, status }) => [name.split(':')[0], status])).toEqual([
      ['Gegevens verwijderen', 'Unset'],
      ['Levering lezen en niet opnemen', 'Error'],
      ['Levering lezen en niet opnemen', 'Ok'],
      ['Levering lezen en niet opnemen', 'Unset'],
      ['Levering opnemen', 'Unset'],
    ]);
    expect(lines[1]?.attributes).toMatchObject({ 'exception.type': 'server.failed' });
    expect(lines[3]?.attributes).not.toHaveProperty(['exception.type']);
  });

  it('waits with persons until they are written down, and can then be changed by nobody', async () => {
    await land('reports', 'police', 3);
    await written();
    await database.execute('ALTER TABLE processing_operations DISABLE TRIGGER USER');
    await database.execute('UPDATE processing_operations SET persons = NULL');
    await database.execute('ALTER TABLE processing_operations ENABLE TRIGGER USER');
    await expect(exportProcessing(deps, officer('police'), { persons: true }, signal)).rejects.toMatchObject({
      code: 'processing.not-written-yet',
    });
    expect(told).toEqual([]);
    await expect(database.execute(`UPDATE processing_operations SET status = 'Ok'`)).rejects.toThrow(
      /only added/,
    );
    await expect(database.execute('DELETE FROM processing_operations')).rejects.toThrow(/only added/);
  });
});

import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pseudonymiseIdentities, type Resume } from '@datalab/pseudonyms';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createKeyholderAdmin, createKeyholderClient, type KeyholderGrantRequest } from './client.ts';
import { type KeyholderProcess, startKeyholder } from './spawn-keyholder.ts';

const care = 'edition:care-and-nuisance';
const school = 'edition:school';
const identities = Array.from({ length: 60 }, (_, index) => `person ${index}`);
const oneYear = '2099-01-01T00:00:00Z';

let dataDir: string;
let keyholder: KeyholderProcess;
const admin = () => createKeyholderAdmin({ url: keyholder.url, token: keyholder.adminToken });
const client = (token: string) => createKeyholderClient({ url: keyholder.url, token });
const restart = async () => {
  await keyholder.stop();
  keyholder = await startKeyholder({ dataDir, threads: 1 });
};
const grant = async (space: string, organisation: string, request: Partial<KeyholderGrantRequest> = {}) => {
  await admin().createSpace(space);
  return admin().grant(space, organisation, { declaredPersons: 1000, expiresAt: oneYear, ...request });
};
const run = (token: string, space = care, options = {}) =>
  pseudonymiseIdentities(identities, {
    keyholder: client(token),
    space,
    threads: 1,
    batchSize: 20,
    ...options,
  });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'keyholder-'));
  keyholder = await startKeyholder({ dataDir, threads: 1 });
});
afterAll(async () => {
  await keyholder.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the keyholder as its own process', () => {
  it('gives two organisations the same pre-pseudonym in one space and different ones in two', async () => {
    const [police, clinic, other] = [
      await grant(care, 'police'),
      await grant(care, 'clinic'),
      await grant(school, 'police'),
    ];
    const first = await run(police.token);
    expect((await run(clinic.token)).prePseudonyms).toEqual(first.prePseudonyms);
    const elsewhere = await run(other.token, school);
    expect(elsewhere.prePseudonyms.filter((text) => first.prePseudonyms.includes(text))).toEqual([]);
    expect(new Set([...first.prePseudonyms, ...elsewhere.prePseudonyms]).size).toBe(120);
  });

  it('keeps keys, tokens and counters over a restart', async () => {
    const { token } = await grant(care, 'restarted');
    const before = await run(token);
    await restart();
    expect((await run(token)).prePseudonyms).toEqual(before.prePseudonyms);
    const space = (await admin().listSpaces()).find((item) => item.space === care);
    expect(space?.grants.find((item) => item.organisation === 'restarted')?.used).toBe(120);
  });

  it('dies half-way with a clear error at the client, and a retry continues', async () => {
    const { token } = await grant(care, 'interrupted');
    const resume: Resume = { found: new Map() };
    let killed = false;
    const killOnce = () => {
      if (!killed) process.kill(keyholder.pid, 'SIGKILL');
      killed = true;
    };
    const work = run(token, care, { resume, attempts: 1, batchSize: 4, onProgress: killOnce });
    await expect(work).rejects.toMatchObject({
      code: 'keyholder-unreachable',
      message: expect.stringMatching(/cannot be reached .*try again/),
    });
    await keyholder.exited;
    await restart();
    const foundBefore = resume.found.size;
    expect(foundBefore).toBeGreaterThan(0);
    expect(foundBefore).toBeLessThan(60);
    const done: number[] = [];
    const result = await run(token, care, {
      resume,
      batchSize: 4,
      onProgress: (count: number) => done.push(count),
    });
    expect(done[0]).toBe(foundBefore + 4);
    expect(new Set(result.prePseudonyms).size).toBe(60);
    const whole = await run((await grant(care, 'whole')).token);
    expect(result.prePseudonyms).toEqual(whole.prePseudonyms);
  });

  it('waits for a keyholder that comes back on the same address', async () => {
    const { token } = await grant(care, 'patient');
    const address = new URL(keyholder.url);
    let comesBack: Promise<KeyholderProcess> | undefined;
    const result = await run(token, care, {
      batchSize: 4,
      attempts: 12,
      onProgress: () => {
        comesBack ??= keyholder
          .stop()
          .then(() => startKeyholder({ dataDir, port: Number(address.port), threads: 1 }));
      },
    });
    if (comesBack) keyholder = await comesBack;
    expect(new Set(result.prePseudonyms).size).toBe(60);
  });

  it('does not share its directory with a second keyholder', async () => {
    await expect(startKeyholder({ dataDir })).rejects.toThrow(
      /Another process uses .*: process \d+ on .*, since \d{4}-/,
    );
  });

  it('ends when the process that started it is gone', async () => {
    const ownDir = await mkdtemp(join(tmpdir(), 'keyholder-orphan-'));
    const script = `
      const { startKeyholder } = await import(${JSON.stringify(new URL('./spawn-keyholder.ts', import.meta.url).href)});
      const { url } = await startKeyholder({ dataDir: ${JSON.stringify(ownDir)}, threads: 1 });
      process.stdout.write(url);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve) =>
      parent.stdout.once('data', (data) => resolve(String(data))),
    );
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    parent.kill('SIGKILL');
    await expect
      .poll(
        () =>
          fetch(`${url}/healthz`).then(
            () => 'answers',
            () => 'gone',
          ),
        { timeout: 60_000 },
      )
      .toBe('gone');
    await expect.poll(() => readdir(ownDir), { timeout: 60_000 }).not.toContain('keyholder.lock');
    await rm(ownDir, { recursive: true, force: true });
  });

  it('keeps its files for its owner alone', async () => {
    const files = (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((item) =>
      item.isFile(),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      expect((await stat(join(file.parentPath, file.name))).mode & 0o077).toBe(0);
    }
  });

  it('answers to health checks while it evaluates', async () => {
    const { token } = await grant(care, 'busy', { declaredPersons: 10_000 });
    const many = Array.from({ length: 2048 }, (_, index) => `many ${index}`);
    let finished = false;
    const started = performance.now();
    const work = pseudonymiseIdentities(many, {
      keyholder: client(token),
      space: care,
      batchSize: 1024,
      threads: 1,
    });
    const watch = work.then(() => {
      finished = true;
    });
    const waits: number[] = [];
    while (!finished) {
      const start = performance.now();
      expect((await fetch(`${keyholder.url}/healthz`)).status).toBe(200);
      waits.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await watch;
    const median = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)];
    // Two batches: who waits for one waits about half of it all.
    expect(median).toBeLessThan((performance.now() - started) / 10);
  });
});

describe('what the keyholder refuses', () => {
  it('a wrong token, a token of another space, and a replaced or revoked one', async () => {
    const police = await grant(care, 'police');
    await grant(school, 'police');
    await expect(run('wrong')).rejects.toMatchObject({ code: 'not-authorised', status: 401 });
    await expect(run(police.token, school)).rejects.toMatchObject({ code: 'not-authorised' });
    await expect(run(police.token, 'edition:never-made')).rejects.toMatchObject({ code: 'not-authorised' });
    const renewed = await grant(care, 'police');
    await expect(run(police.token)).rejects.toMatchObject({ code: 'not-authorised' });
    await admin().revoke(care, 'police');
    await expect(run(renewed.token)).rejects.toMatchObject({ code: 'not-authorised' });
  });

  it('a partner that asks for the administration', async () => {
    const { token } = await grant(care, 'curious');
    const partner = createKeyholderAdmin({ url: keyholder.url, token });
    for (const attempt of [
      () => partner.listSpaces(),
      () => partner.createSpace('edition:new'),
      () => partner.destroySpace(care),
      () => partner.grant(care, 'curious', { declaredPersons: 1, expiresAt: oneYear }),
      () => partner.revoke(care, 'curious'),
      () => partner.log(),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not-authorised' });
    }
    const refused = (await admin().log()).filter((entry) => entry.outcome === 'not-authorised');
    expect(refused.filter((entry) => entry.space === null)).toHaveLength(6);
  });

  it('unauthenticated callers that keep trying, without harm to those with a token', async () => {
    const { token } = await grant(care, 'steady');
    const attempts = await Promise.all(
      Array.from({ length: 130 }, () =>
        client('guess')
          .key(care)
          .catch((error: unknown) => error),
      ),
    );
    expect(attempts).toContainEqual(expect.objectContaining({ code: 'not-authorised' }));
    expect(attempts).toContainEqual(expect.objectContaining({ code: 'rate-limited', status: 429 }));
    expect((await run(token)).prePseudonyms).toHaveLength(60);
    await restart();
  });

  it('an expired grant', async () => {
    const { token } = await grant(care, 'late', { expiresAt: '2020-01-01T00:00:00Z' });
    await expect(run(token)).rejects.toMatchObject({ code: 'grant-expired', status: 403 });
  });

  it('an enumeration, after the declared volume, also after a restart and a new token; and logs it', async () => {
    const first = await grant(care, 'enumerator', { declaredPersons: 50 });
    expect(first.limit).toBe(160);
    await run(first.token);
    await run(first.token);
    await restart();
    await expect(run(first.token)).rejects.toMatchObject({ code: 'volume-exceeded', status: 403 });
    const second = await grant(care, 'enumerator', { declaredPersons: 50 });
    await expect(run(second.token)).rejects.toMatchObject({ code: 'volume-exceeded' });
    const used = (await admin().listSpaces())
      .find((item) => item.space === care)
      ?.grants.find((item) => item.organisation === 'enumerator')?.used;
    expect(used).toBe(160);
    const entries = (await admin().log()).filter((entry) => entry.organisation === 'enumerator');
    const evaluated = entries.filter((entry) => entry.outcome === 'evaluated');
    expect(evaluated.reduce((sum, entry) => sum + entry.count, 0)).toBe(160);
    expect(entries).toContainEqual(
      expect.objectContaining({ space: care, outcome: 'volume-exceeded', count: 20 }),
    );
  });

  it('anything after the key was destroyed; a new key of the space is another version', async () => {
    const { token } = await grant('edition:short-lived', 'police');
    const before = await run(token, 'edition:short-lived');
    await admin().destroySpace('edition:short-lived');
    await expect(run(token, 'edition:short-lived')).rejects.toMatchObject({
      code: 'space-destroyed',
      status: 410,
    });
    await restart();
    await expect(run(token, 'edition:short-lived')).rejects.toMatchObject({ code: 'space-destroyed' });
    expect(await readdir(join(dataDir, 'spaces', 'edition-short-lived'))).not.toContain('seed');
    const renewed = await grant('edition:short-lived', 'police');
    const after = await run(renewed.token, 'edition:short-lived');
    expect([before.keyVersion, after.keyVersion]).toEqual([1, 2]);
    expect(after.prePseudonyms.some((text) => before.prePseudonyms.includes(text))).toBe(false);
  });

  it('bytes that are no batch', async () => {
    const { token } = await grant(care, 'clumsy');
    const evaluate = (bytes: Uint8Array) => client(token).evaluate(care, bytes);
    await expect(evaluate(new Uint8Array(33))).rejects.toMatchObject({
      code: 'invalid-request',
      status: 400,
    });
    await expect(evaluate(new Uint8Array())).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(evaluate(new Uint8Array(32))).rejects.toMatchObject({
      code: 'invalid-element',
      status: 400,
    });
    await expect(evaluate(new Uint8Array(1025 * 32))).rejects.toMatchObject({
      code: 'batch-too-large',
      status: 413,
    });
    await expect(admin().createSpace('edition:../../etc')).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(
      admin().grant(care, 'clumsy', { declaredPersons: -1, expiresAt: 'tomorrow' }),
    ).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('with a problem document and without a word about how it works inside', async () => {
    const response = await fetch(`${keyholder.url}/v1/nothing-here`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'There is nothing at this address',
      status: 404,
      code: 'unknown-route',
      detail: 'See the README of the keyholder.',
    });
  });

  it('and its log holds counts and names, no elements and no tokens', async () => {
    const { token } = await grant(care, 'logged');
    await run(token);
    const log = await readFile(join(dataDir, 'log.jsonl'), 'utf8');
    expect(log).toContain('"organisation":"logged"');
    expect(log).not.toContain(token);
    for (const line of log.trim().split('\n')) {
      expect(Object.keys(JSON.parse(line)).toSorted()).toEqual([
        'at',
        'count',
        'organisation',
        'outcome',
        'space',
      ]);
    }
  });
});

describe('the client', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  const serve = (handler: Parameters<typeof createServer>[1]) =>
    new Promise<string>((resolve) => {
      const server = createServer(handler ?? (() => undefined));
      servers.push(server);
      server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
      );
    });

  it('does not send its token over plain http to another machine', () => {
    expect(() => createKeyholderClient({ url: 'http://keys.example.org', token: 'x' })).toThrow(/https/);
  });
  it('gives up on a keyholder that does not answer', async () => {
    const url = await serve(() => undefined);
    const silent = createKeyholderClient({ url, token: 'x', timeoutMs: 100 });
    await expect(silent.key(care)).rejects.toMatchObject({
      code: 'keyholder-unreachable',
      message: expect.stringContaining('no answer in 100 ms'),
    });
  });
  it('does not use an answer of another form or an endless one', async () => {
    const url = await serve((request, response) => {
      if (request.method === 'GET') response.end('<html>');
      else response.end(Buffer.alloc(10_000_000));
    });
    const other = createKeyholderClient({ url, token: 'x' });
    await expect(other.key(care)).rejects.toMatchObject({ code: 'unusable-answer' });
    await expect(other.evaluate(care, new Uint8Array(32))).rejects.toMatchObject({ code: 'unusable-answer' });
  });
});

import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Authentication } from './authentication.ts';
import { batchPersonsMax, type Evaluations } from './evaluations.ts';
import {
  type GrantRecord,
  grantRequest,
  type KeyRecord,
  organisationName,
  spaceName,
  volumeLimit,
} from './records.ts';
import { Refusal, refusalResponse } from './refusal.ts';
import type { UsageLog } from './usage-log.ts';
import type { Vault } from './vault.ts';

export interface RouteDeps {
  readonly vault: Vault;
  readonly evaluations: Evaluations;
  readonly log: UsageLog;
  readonly authentication: Authentication;
  readonly onError: (error: Error) => void;
}

export function createRoutes(deps: RouteDeps): Hono {
  const app = new Hono();
  app.onError((error) => {
    if (error instanceof Refusal) return refusalResponse(error);
    deps.onError(error);
    return refusalResponse(new Refusal('internal-error', 'Nothing was answered. The operator finds why.'));
  });
  app.notFound(() => refusalResponse(new Refusal('unknown-route', 'See the README of the keyholder.')));
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  addPartnerRoutes(app, deps);
  addSpaceRoutes(app, deps);
  addGrantRoutes(app, deps);
  return app;
}

function addPartnerRoutes(app: Hono, { authentication, evaluations }: RouteDeps): void {
  app.get('/v1/spaces/:space/key', async (c) => {
    const { key } = await authentication.authenticatePartner(spaceOf(c), bearerOf(c), 0);
    return c.json({ space: key.space, keyVersion: key.keyVersion, publicKey: key.publicKey });
  });
  app.post('/v1/spaces/:space/evaluations', limitBody(batchPersonsMax * 32), async (c) => {
    const blinded = new Uint8Array(await c.req.arrayBuffer());
    const { evaluated, proof, key } = await evaluations.evaluate(spaceOf(c), bearerOf(c), blinded);
    const body = Buffer.concat([Buffer.from(key.publicKey, 'hex'), proof, evaluated]);
    return c.body(body, 200, {
      'content-type': 'application/octet-stream',
      'datalab-key-version': String(key.keyVersion),
    });
  });
}

function addSpaceRoutes(app: Hono, { authentication, vault, log }: RouteDeps): void {
  app.get('/v1/spaces', async (c) => {
    await authentication.authenticateAdministrator(bearerOf(c));
    return c.json(vault.list().map(({ key, grants }) => ({ ...key, grants: grants.map(grantView) })));
  });
  app.put('/v1/spaces/:space', async (c) => {
    await authentication.authenticateAdministrator(bearerOf(c));
    const { key, created } = await vault.createSpace(spaceOf(c));
    if (created) await log.append({ space: key.space, organisation: null, count: 0, outcome: 'key-created' });
    return c.json(key satisfies KeyRecord, created ? 201 : 200);
  });
  app.delete('/v1/spaces/:space', async (c) => {
    await authentication.authenticateAdministrator(bearerOf(c));
    const key = await vault.destroySpace(spaceOf(c));
    await log.append({ space: key.space, organisation: null, count: 0, outcome: 'key-destroyed' });
    return c.json(key satisfies KeyRecord);
  });
  app.get('/v1/log', async (c) => {
    await authentication.authenticateAdministrator(bearerOf(c));
    return c.json(await log.read(parse(logLimit, c.req.query('limit'), 'limit')));
  });
}

function addGrantRoutes(app: Hono, { authentication, vault, log }: RouteDeps): void {
  app.put('/v1/spaces/:space/grants/:organisation', limitBody(4096), async (c) => {
    await authentication.authenticateAdministrator(bearerOf(c));
    const [space, organisation] = [spaceOf(c), organisationOf(c)];
    const request = parse(grantRequest, await c.req.json().catch(() => undefined), 'body');
    const { token, grant } = await vault.grant(space, organisation, request);
    await log.append({ space, organisation, count: request.declaredPersons, outcome: 'granted' });
    return c.json({ ...grantView(grant), token });
  });
  app.delete('/v1/spaces/:space/grants/:organisation', async (c) => {
    await authentication.authenticateAdministrator(bearerOf(c));
    const [space, organisation] = [spaceOf(c), organisationOf(c)];
    await vault.revoke(space, organisation);
    await log.append({ space, organisation, count: 0, outcome: 'revoked' });
    return c.body(null, 204);
  });
}

const logLimit = z.coerce.number().int().min(1).max(10_000).default(1000);

function grantView({ tokenHash: _, ...grant }: GrantRecord) {
  return { ...grant, limit: volumeLimit(grant) };
}

function limitBody(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: () =>
      refusalResponse(
        new Refusal('batch-too-large', `The body holds at most ${maxSize} bytes. Send less at once.`),
      ),
  });
}

function bearerOf(c: Context): string {
  return /^Bearer ([\w-]{1,128})$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
}

function spaceOf(c: Context): string {
  return parse(spaceName, c.req.param('space'), 'space');
}

function organisationOf(c: Context): string {
  return parse(organisationName, c.req.param('organisation'), 'organisation');
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const reasons = result.error.issues.map(({ path, message }) => [...path, message].join(': '));
  throw new Refusal('invalid-request', `The ${what} is not as expected (${reasons.join('; ')}).`);
}

import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { Failure } from '../errors/failure.ts';
import { errorToFields, type Logger } from '../log/logger.ts';
import type { RouteBinding } from './binding.ts';
import { createCallerReader, type ReadCaller } from './caller.ts';
import { addSecurityHeaders, requireOwnHost, requireSameOrigin } from './guard.ts';
import { guardBody } from './guarded-body.ts';
import { type ApiFacts, describeApi } from './openapi.ts';
import { ContractBroken, type OperationSettings, runOperation } from './operation.ts';
import { failureToResponse, unexpectedResponse } from './problem-response.ts';
import { createRateLimit } from './rate-limit.ts';
import { serveWebFile } from './web-files.ts';

export interface ApiSettings extends OperationSettings {
  readonly bindings: readonly RouteBinding[];
  readonly logger: Logger;
  readonly facts: ApiFacts;
  /** Can requests be answered: is the state there. */
  readonly isReady: () => Promise<boolean>;
  /** Folder of the built pages; without it only the API answers. */
  readonly webDirectory?: string | undefined;
  /** Without it the caller is whoever holds the connection. */
  readonly readCaller?: ReadCaller | undefined;
  /** Operations that a caller could try again and again, such as signing in: a number a minute for one address. */
  readonly slowed?: { readonly operationIds: readonly string[]; readonly perMinute: number };
}

const apiRoot = '/api/v1';

/** Where requests come in; the address of the caller and the connection are known when a real server runs it. */
export interface ApiEnvironment {
  Bindings: {
    incoming?: { socket?: { remoteAddress?: string | undefined } };
    outgoing?: { destroy(): void };
  };
}

export function createApi(settings: ApiSettings): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  const publicUrl = settings.facts.publicUrl === undefined ? undefined : new URL(settings.facts.publicUrl);
  const isHttps = publicUrl?.protocol === 'https:';

  app.use(async (context, next) => {
    await next();
    context.res = new Response(context.res.body, context.res);
    addSecurityHeaders(context.res.headers, isHttps);
    if (context.req.path.startsWith('/api/')) context.res.headers.set('API-Version', settings.facts.version);
  });
  app.use(async ({ req }, next) => {
    requireOwnHost(req.raw, publicUrl?.host);
    await next();
  });
  app.use(`${apiRoot}/*`, compress({ threshold: 1024 }));
  mountOperations(app, settings, publicUrl?.origin);
  mountDocuments(app, settings);
  app.notFound(async (context) => {
    const isPage = ['GET', 'HEAD'].includes(context.req.method) && !context.req.path.startsWith('/api/');
    const file =
      isPage && settings.webDirectory !== undefined
        ? await serveWebFile(settings.webDirectory, context.req.path, context.req.header('accept-encoding'))
        : undefined;
    return file ?? failureToResponse(new Failure('request.not-found', 404), randomUUID());
  });
  app.onError((error, context) => answerError(error, context, settings.logger));
  return app;
}

function mountOperations(
  app: Hono<ApiEnvironment>,
  settings: ApiSettings,
  publicOrigin: string | undefined,
): void {
  const slowed = createRateLimit(settings.slowed?.perMinute ?? 0, 60_000);
  const readCaller = settings.readCaller ?? createCallerReader([]);
  for (const binding of settings.bindings) {
    const { route } = binding;
    const isSlowed = settings.slowed?.operationIds.includes(route.operationId) ?? false;
    app.on(route.method.toUpperCase(), toHonoPath(route.path), async (context) => {
      requireSameOrigin(context.req.raw, publicOrigin);
      const caller = readCaller(context.req.raw.headers, context.env?.incoming?.socket?.remoteAddress);
      if (isSlowed) slowed.spend(`${route.operationId} ${caller}`);
      // A caller may claim any address; the session remembers the one that is believed.
      context.req.raw.headers.set('x-forwarded-for', caller);
      const response = await runOperation(
        binding,
        context.req.raw,
        { params: context.req.param(), caller },
        settings,
      );
      return route.download === true ? guardDownload(response, context, settings.logger) : response;
    });
  }
}

function guardDownload(response: Response, context: Context<ApiEnvironment>, logger: Logger): Response {
  if (response.body === null) return response;
  const outgoing = context.env?.outgoing;
  const body = guardBody(
    response.body,
    (error) => logUnexpected(logger, 'http.download-broke-off', context, randomUUID(), error),
    outgoing && (() => outgoing.destroy()),
  );
  return new Response(body, response);
}

function logUnexpected(
  logger: Logger,
  event: string,
  { req }: Context<ApiEnvironment>,
  request: string,
  error: unknown,
): void {
  logger.log('error', event, {
    request,
    method: req.method,
    route: req.routePath,
    ...errorToFields(error),
  });
}

function toHonoPath(path: string): string {
  return `${apiRoot}${path.replaceAll(/\{([A-Za-z]+)\}/g, ':$1')}`;
}

function mountDocuments(app: Hono<ApiEnvironment>, settings: ApiSettings): void {
  const { facts } = settings;
  const description = describeApi(settings.bindings, facts);
  app.get(`${apiRoot}/openapi.json`, (context) => {
    context.header('access-control-allow-origin', '*');
    return context.json(description);
  });
  app.get('/healthz', (context) => context.json({ status: 'alive' }));
  app.get('/readyz', async (context) => {
    const isReady = await settings.isReady();
    return context.json({ status: isReady ? 'ready' : 'not ready' }, isReady ? 200 : 503);
  });
  app.get('/.well-known/security.txt', (context) => {
    const expires = new Date(Date.now() + 300 * 86_400_000).toISOString();
    return context.text(
      `Contact: mailto:${facts.contact.email}\nExpires: ${expires}\nPreferred-Languages: nl, en\n`,
    );
  });
}

function answerError(error: unknown, context: Context<ApiEnvironment>, logger: Logger): Response {
  const requestId = randomUUID();
  if (error instanceof Failure) return failureToResponse(error, requestId);
  if (context.req.raw.signal.aborted) return new Response(null, { status: 499 });
  logUnexpected(logger, 'http.unexpected', context, requestId, error);
  return unexpectedResponse(requestId, error instanceof ContractBroken ? error.message : undefined);
}

import { createLogger, type Logger } from '../log/logger.ts';
import { type ApiSettings, createApi } from './api.ts';
import { type Listening, listen } from './listen.ts';

interface Served extends Pick<ApiSettings, 'bindings' | 'resolveActor'> {
  readonly logger?: Logger;
}

/** Serves operations over HTTP, with every answer held to its contract. */
export function serveBindings({
  bindings,
  resolveActor,
  logger = createLogger(() => {}),
}: Served): Promise<Listening> {
  const app = createApi({
    bindings,
    resolveActor,
    checkResponses: true,
    logger,
    facts: {
      version: '1.0.0',
      contact: { name: 'Test', url: 'https://example.org', email: 'test@example.org' },
    },
    isReady: async () => true,
  });
  return listen(app, { port: 0, host: '127.0.0.1' });
}

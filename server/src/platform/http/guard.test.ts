import { describe, expect, it } from 'vitest';
import { createLogger } from '../log/logger.ts';
import { type ApiSettings, createApi } from './api.ts';
import { requireOwnHost } from './guard.ts';

const settings: ApiSettings = {
  bindings: [],
  resolveActor: async () => null,
  checkResponses: true,
  logger: createLogger(() => {}),
  facts: {
    version: '0.1.0',
    contact: { name: 'Datalab', url: 'https://example.org', email: 'a@example.org' },
  },
  isReady: async () => true,
};

const asked = (host: string, publicHost?: string) => () =>
  requireOwnHost(new Request('http://127.0.0.1:3000/', { headers: { host } }), publicHost);

describe('the name that a request asks for', () => {
  it.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', '10.0.0.4', 'LOCALHOST:3000'])(
    'is answered to when no other site can lead it here: %s',
    (host) => {
      expect(asked(host)).not.toThrow();
    },
  );

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '[evil.example]',
    '',
  ])('is refused when it may be that of another site: %j', (host) => {
    expect(asked(host)).toThrow(expect.objectContaining({ code: 'request.other-host', status: 421 }));
  });

  it('is the one that people use, and no part of it', () => {
    expect(asked('datalab.town.example', 'datalab.town.example')).not.toThrow();
    expect(asked('Datalab.Town.example', 'datalab.town.example')).not.toThrow();
    expect(asked('town.example', 'datalab.town.example')).toThrow();
    expect(asked('datalab.town.example:8443', 'datalab.town.example')).toThrow();
  });

  it('is asked of everything that is answered', async () => {
    const app = createApi(settings);
    for (const path of ['/', '/api/v1/openapi.json', '/healthz']) {
      const answer = await app.request(path, { headers: { host: 'evil.example' } });
      expect([path, answer.status, await answer.json()]).toMatchObject([
        path,
        421,
        { code: 'request.other-host' },
      ]);
    }
  });
});

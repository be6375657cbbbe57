import { z } from 'zod';
import { createHttpClient, type HttpClientOptions, readJson } from './http-client.ts';
import { type GrantRequest, grantRecord, keyRecord, logEntry } from './records.ts';

const grantView = grantRecord.omit({ tokenHash: true }).extend({ limit: z.int() });
const newGrant = grantView.extend({ token: z.string() });
const spaceView = keyRecord.extend({ grants: z.array(grantView) });

export type KeyholderKey = z.infer<typeof keyRecord>;
export type KeyholderSpace = z.infer<typeof spaceView>;
export type KeyholderGrant = z.infer<typeof newGrant>;
export type KeyholderLogEntry = z.infer<typeof logEntry>;
export type KeyholderGrantRequest = Omit<GrantRequest, 'deliveries'> & { readonly deliveries?: number };

export interface KeyholderAdmin {
  /** Makes the key of a space, or gives the one there is. After destruction it makes the next version. */
  createSpace(space: string): Promise<KeyholderKey>;
  /** Destroys the key for good: no pseudonym can be made with it any more. */
  destroySpace(space: string): Promise<KeyholderKey>;
  listSpaces(): Promise<KeyholderSpace[]>;
  /** Gives a token, shown this once. An earlier token of the organisation stops; what it used stays counted. */
  grant(space: string, organisation: string, request: KeyholderGrantRequest): Promise<KeyholderGrant>;
  revoke(space: string, organisation: string): Promise<void>;
  log(limit?: number): Promise<KeyholderLogEntry[]>;
}

/** The administrator's side of the keyholder: `token` is the one in its data directory. */
export function createKeyholderAdmin(options: HttpClientOptions): KeyholderAdmin {
  const send = createHttpClient(options);
  const path = (space: string) => `/v1/spaces/${encodeURIComponent(space)}`;
  const grantPath = (space: string, organisation: string) =>
    `${path(space)}/grants/${encodeURIComponent(organisation)}`;
  return {
    createSpace: async (space) => readJson(keyRecord, await send({ method: 'PUT', path: path(space) })),
    destroySpace: async (space) => readJson(keyRecord, await send({ method: 'DELETE', path: path(space) })),
    listSpaces: async () => readJson(z.array(spaceView), await send({ method: 'GET', path: '/v1/spaces' })),
    grant: async (space, organisation, request) =>
      readJson(newGrant, await send({ method: 'PUT', path: grantPath(space, organisation), json: request })),
    async revoke(space, organisation) {
      await send({ method: 'DELETE', path: grantPath(space, organisation) });
    },
    log: async (limit = 1000) =>
      readJson(z.array(logEntry), await send({ method: 'GET', path: `/v1/log?limit=${limit}` })),
  };
}

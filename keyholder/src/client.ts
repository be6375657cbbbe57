import type { EvaluationClient } from '@datalab/pseudonyms';
import { z } from 'zod';
import { createHttpClient, type HttpClientOptions, readJson, unusableAnswer } from './http-client.ts';

export {
  createKeyholderAdmin,
  type KeyholderAdmin,
  type KeyholderGrant,
  type KeyholderGrantRequest,
  type KeyholderKey,
  type KeyholderLogEntry,
  type KeyholderSpace,
} from './admin.ts';
export { type HttpClientOptions, KeyholderRefused, KeyholderUnreachable } from './http-client.ts';

const keyAnswer = z.object({ keyVersion: z.int().positive(), publicKey: z.string().regex(/^[0-9a-f]{64}$/) });
const publicKeyBytes = 32;
const proofBytes = 64;

/** The partner's side of the keyholder: it sends blinded elements and nothing else. */
export function createKeyholderClient(options: HttpClientOptions): EvaluationClient {
  const send = createHttpClient(options);
  return {
    async key(space, signal) {
      const answer = await send({ method: 'GET', path: `${spacePath(space)}/key`, signal });
      const { keyVersion, publicKey } = readJson(keyAnswer, answer);
      return { keyVersion, publicKey: new Uint8Array(Buffer.from(publicKey, 'hex')) };
    },
    async evaluate(space, blinded, signal) {
      const size = publicKeyBytes + proofBytes + blinded.length;
      const { bytes, headers } = await send({
        method: 'POST',
        path: `${spacePath(space)}/evaluations`,
        bytes: blinded,
        answerBytesMax: Math.max(size, 65_536),
        signal,
      });
      const keyVersion = Number(headers.get('datalab-key-version'));
      if (bytes.length !== size || !Number.isInteger(keyVersion) || keyVersion < 1) throw unusableAnswer();
      return {
        keyVersion,
        publicKey: bytes.subarray(0, publicKeyBytes),
        proof: bytes.subarray(publicKeyBytes, publicKeyBytes + proofBytes),
        evaluated: bytes.subarray(publicKeyBytes + proofBytes),
      };
    },
  };
}

function spacePath(space: string): string {
  return `/v1/spaces/${encodeURIComponent(space)}`;
}

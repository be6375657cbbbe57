import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** How an authenticator answers otherwise than it should. */
export interface Slips {
  readonly origin?: string;
  /** The user touched it, and was not asked for a PIN or a finger. */
  readonly unverified?: boolean;
  readonly counter?: number;
}

const userPresent = 0x01;
const userVerified = 0x04;
const withCredential = 0x40;

/** A passkey of the test's own, as a security key makes it: WebAuthn level 2, ES256, attestation `none`. */
export function createAuthenticator(rpId: string, origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  const credential = { id: text(id), rawId: text(id), type: 'public-key', clientExtensionResults: {} };

  function dataOf(flags: number, { unverified = false, counter = 0 }: Slips): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const bits = userPresent | (unverified ? 0 : userVerified) | flags;
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([bits]), count]);
  }

  function clientDataOf(type: string, challenge: string, slips: Slips): Buffer {
    return Buffer.from(
      JSON.stringify({ type, challenge, origin: slips.origin ?? origin, crossOrigin: false }),
    );
  }

  return {
    id: credential.id,
    create({ challenge }: { readonly challenge: string }, slips: Slips = {}) {
      const length = Buffer.from([0, id.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(x, y)]);
      const authData = Buffer.concat([dataOf(withCredential, slips), attested]);
      const clientDataJSON = text(clientDataOf('webauthn.create', challenge, slips));
      return { ...credential, response: { clientDataJSON, attestationObject: text(attestation(authData)) } };
    },
    get({ challenge }: { readonly challenge: string }, slips: Slips = {}) {
      const authenticatorData = dataOf(0, slips);
      const clientData = clientDataOf('webauthn.get', challenge, slips);
      const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientData).digest()]);
      return {
        ...credential,
        response: {
          clientDataJSON: text(clientData),
          authenticatorData: text(authenticatorData),
          signature: text(sign('sha256', signed, privateKey)),
        },
      };
    },
  };
}

function text(bytes: Buffer): string {
  return bytes.toString('base64url');
}

/** RFC 9053, 7.1.1: key type 2, algorithm -7, curve 1, and the two coordinates. */
function coseKey(x: string, y: string): Buffer {
  const bytes = (value: string) => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(value, 'base64url')]);
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
  return Buffer.concat([head, bytes(x), Buffer.from([0x22]), bytes(y)]);
}

function attestation(authData: Buffer): Buffer {
  const word = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
  const length = Buffer.from([0x58, authData.length]);
  return Buffer.concat([
    ...[Buffer.from([0xa3]), word('fmt'), word('none'), word('attStmt'), Buffer.from([0xa0])],
    ...[word('authData'), length, authData],
  ]);
}

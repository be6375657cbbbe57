import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { decodeClientDataJSON } from '@simplewebauthn/server/helpers';
import { z } from 'zod';
import { Failure } from '../../platform/errors/failure.ts';
import {
  type NewPasskey,
  type PasskeyCreation,
  type PasskeyProof,
  type PasskeyRequest,
  passkeyCreation,
  passkeyRequest,
} from './factors.contract.ts';
import type { FactorDeps } from './factors.deps.ts';
import {
  type ChallengePurpose,
  findPasskey,
  insertChallenge,
  listPasskeys,
  type PasskeyRow,
  setPasskeyUsed,
  takeChallenge,
} from './factors.queries.ts';

const validMs = 5 * 60_000;
/** Ed25519, ES256 and RS256: one of them every authenticator has. */
const algorithms = [-8, -7, -257];

/** Where passkeys belong to; a browser makes none for an address of numbers. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** The public address; without one only the own machine, whose name nobody else can have. */
export function findRelyingParty(publicUrl: string | undefined, headers: Headers): RelyingParty | undefined {
  const address = publicUrl ?? `http://${headers.get('host') ?? ''}`;
  if (!URL.canParse(address)) return undefined;
  const { hostname, origin } = new URL(address);
  if (publicUrl === undefined && hostname !== 'localhost') return undefined;
  return /^[\d.]+$|:/.test(hostname) ? undefined : { id: hostname, origin };
}

export function requireRelyingParty({ publicUrl }: FactorDeps, headers: Headers): RelyingParty {
  const party = findRelyingParty(publicUrl, headers);
  if (party === undefined) throw new Failure('identity.passkeys-need-address', 409);
  return party;
}

export async function describeNewPasskey(
  deps: FactorDeps,
  person: { readonly id: string; readonly email: string; readonly name: string },
  headers: Headers,
): Promise<PasskeyCreation> {
  const { id: rpID } = requireRelyingParty(deps, headers);
  const held = await listPasskeys(deps.db, person.id);
  const options = await generateRegistrationOptions({
    rpName: 'Datalab',
    rpID,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    timeout: validMs,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: held.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await rememberChallenge(deps, options.challenge, 'add', person.id);
  return passkeyCreation.parse(options);
}

/** What a passkey signs: of nobody yet who signs in, or one of this person's own. */
export async function describePasskeyProof(
  deps: FactorDeps,
  purpose: Exclude<ChallengePurpose, 'add'>,
  person: string | null,
  headers: Headers,
): Promise<PasskeyRequest> {
  const { id: rpID } = requireRelyingParty(deps, headers);
  const held = person === null ? [] : await listPasskeys(deps.db, person);
  const options = await generateAuthenticationOptions({
    rpID,
    timeout: validMs,
    userVerification: 'required',
    allowCredentials: held.map(({ id }) => ({ id })),
  });
  await rememberChallenge(deps, options.challenge, purpose, person);
  return passkeyRequest.parse(options);
}

export async function verifyNewPasskey(
  deps: FactorDeps,
  person: string,
  name: string,
  response: NewPasskey,
  headers: Headers,
): Promise<PasskeyRow> {
  const { id: rpID, origin } = requireRelyingParty(deps, headers);
  const expectedChallenge = await takeSignedChallenge(deps, response, { purpose: 'add', person });
  const { verified, registrationInfo } = await orRefused(
    verifyRegistrationResponse({
      response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      expectedChallenge,
      supportedAlgorithmIDs: algorithms,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    }),
  );
  if (!verified) throw refused();
  const { id, publicKey, counter } = registrationInfo.credential;
  return {
    id,
    person,
    name,
    public_key: Buffer.from(publicKey).toString('base64url'),
    counter,
    made_at: deps.now(),
    last_used_at: null,
  };
}

/** Gives back whose passkey it is. */
export async function acceptPasskey(
  deps: FactorDeps,
  purpose: Exclude<ChallengePurpose, 'add'>,
  person: string | null,
  response: PasskeyProof,
  headers: Headers,
): Promise<string> {
  const { id: rpID, origin } = requireRelyingParty(deps, headers);
  const passkey = await findPasskey(deps.db, response.id);
  if (passkey === undefined || (person !== null && passkey.person !== person)) throw refused();
  const expectedChallenge = await takeSignedChallenge(deps, response, { purpose, person });
  const { verified, authenticationInfo } = await orRefused(
    verifyAuthenticationResponse({
      response: withoutNull(response),
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
        counter: passkey.counter,
      },
    }),
  );
  if (!verified) throw refused();
  const { newCounter } = authenticationInfo;
  await deps.db.transaction().execute((tx) => setPasskeyUsed(tx, passkey.id, newCounter, deps.now()));
  return passkey.person;
}

async function rememberChallenge(
  deps: FactorDeps,
  challenge: string,
  purpose: ChallengePurpose,
  person: string | null,
): Promise<void> {
  const now = deps.now();
  const row = { challenge, purpose, person, expires_at: new Date(now.getTime() + validMs) };
  await deps.db.transaction().execute((tx) => insertChallenge(tx, row, now));
}

/** Browsers say null of a user they do not name; the library takes only an absent one. */
function withoutNull({
  response,
  ...rest
}: PasskeyProof): Parameters<typeof verifyAuthenticationResponse>[0]['response'] {
  const { userHandle, ...signed } = response;
  return { ...rest, response: { ...signed, ...(typeof userHandle === 'string' && { userHandle }) } };
}

/** Of each challenge there is one answer, right or wrong. */
async function takeSignedChallenge(
  deps: FactorDeps,
  { response }: { readonly response: { readonly clientDataJSON: string } },
  of: { readonly purpose: ChallengePurpose; readonly person: string | null },
): Promise<string> {
  const challenge = readChallenge(response.clientDataJSON);
  const isTaken = await deps.db
    .transaction()
    .execute((tx) => takeChallenge(tx, { ...of, challenge }, deps.now()));
  if (!isTaken) throw refused();
  return challenge;
}

function readChallenge(clientData: string): string {
  try {
    return z.string().parse(decodeClientDataJSON(clientData).challenge);
  } catch {
    throw refused();
  }
}

/** The library says in an error what does not match; whoever sent it needs no more than that it is refused. */
async function orRefused<T>(verification: Promise<T>): Promise<T> {
  try {
    return await verification;
  } catch {
    throw refused();
  }
}

function refused(): Failure {
  return new Failure('identity.passkey-refused', 403);
}

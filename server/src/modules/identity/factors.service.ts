import type { Tx } from '../../platform/db/database.ts';
import { Failure, type PolicyAnswer, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { endSessions, findPasswordHash } from './accounts.queries.ts';
import type { IdentityAction } from './actions.contract.ts';
import { acceptTotpCode, createTotp, makeBackupCodes } from './factors.codes.ts';
import type { Factors, NewPasskey, PasskeyCreation } from './factors.contract.ts';
import type { FactorDeps } from './factors.deps.ts';
import { describeNewPasskey, findRelyingParty, verifyNewPasskey } from './factors.passkeys.ts';
import { mayRemoveFactor, maySetFactor } from './factors.policy.ts';
import {
  countBackupCodes,
  findSecondFactorDemand,
  findTotp,
  insertPasskey,
  listPasskeys,
  lockPerson,
  putTotp,
  removeBackupCodes,
  removePasskeys,
  removeTotp,
  setPasskeyName,
  setProven,
  setSessionsOfPassword,
  setTotpConfirmed,
} from './factors.queries.ts';
import type { FoundSession } from './identity.auth.ts';
import type { SignInMethod } from './identity.contract.ts';
import { orWhenTaken } from './identity.service.ts';
import type { IdentityTables } from './identity.tables.ts';

type Writer = Tx<IdentityTables>;

/** The session of a request that an actor was read from: it can only be gone when it ended meanwhile. */
export async function requireSession(deps: FactorDeps, headers: Headers): Promise<FoundSession> {
  const session = await deps.auth.findSession(headers);
  if (session === undefined) throw new Failure('session.required', 401);
  return session;
}

export async function getFactors(deps: FactorDeps, actor: Actor, headers: Headers): Promise<Factors> {
  const { method } = await requireSession(deps, headers);
  const { id } = actor;
  const totp = await findTotp(deps.db, id);
  const passkeys = await listPasskeys(deps.db, id);
  const totpSince = totp?.confirmed_at?.toISOString() ?? null;
  const count = passkeys.length + (totpSince === null ? 0 : 1);
  const isDemanded = (await findSecondFactorDemand(deps.db, id)) !== null;
  return {
    hasPassword: (await findPasswordHash(deps.db, id)) !== undefined,
    totpSince,
    passkeys: passkeys.map((row) => ({
      id: row.id,
      name: row.name,
      madeAt: row.made_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
    })),
    backupCodesLeft: await countBackupCodes(deps.db, id),
    passkeysPossible: findRelyingParty(deps.publicUrl, headers) !== undefined,
    may: { set: maySetFactor(method), remove: mayRemoveFactor(count, { isDemanded }) },
  };
}

export async function startTotp(
  deps: FactorDeps,
  actor: Actor,
  headers: Headers,
): Promise<{ secret: string; uri: string }> {
  requireAllowed(maySetFactor((await requireSession(deps, headers)).method));
  const { secret, uri, encrypted } = await createTotp(deps, actor.email);
  await deps.db.transaction().execute(async (tx) => {
    await lockPerson(tx, actor.id);
    const held = await findTotp(tx, actor.id);
    if (held !== undefined && held.confirmed_at !== null) {
      throw new Failure('identity.totp-set-up-already', 409);
    }
    await putTotp(tx, actor.id, encrypted, deps.now());
  });
  return { secret, uri };
}

export async function confirmTotp(
  deps: FactorDeps,
  actor: Actor,
  code: string,
  headers: Headers,
): Promise<string[]> {
  const session = await requireSession(deps, headers);
  requireAllowed(maySetFactor(session.method));
  deps.codeAttempts.spend(actor.id);
  const codes = await deps.db.transaction().execute(async (tx) => {
    await lockPerson(tx, actor.id);
    const totp = await findTotp(tx, actor.id);
    if (totp === undefined || totp.confirmed_at !== null) {
      throw new Failure('identity.totp-not-started', 409);
    }
    await acceptTotpCode(deps, tx, totp, code.replaceAll(/\D/g, ''), { ahead: true });
    await setTotpConfirmed(tx, actor.id, deps.now());
    return putInForce(deps, tx, actor, {
      session,
      method: 'password-and-code',
      action: 'identity.totp-set-up',
    });
  });
  deps.codeAttempts.forgive(actor.id);
  return codes;
}

export async function startPasskey(
  deps: FactorDeps,
  actor: Actor,
  headers: Headers,
): Promise<PasskeyCreation> {
  requireAllowed(maySetFactor((await requireSession(deps, headers)).method));
  return describeNewPasskey(deps, actor, headers);
}

export async function addPasskey(
  deps: FactorDeps,
  actor: Actor,
  { name, passkey }: { readonly name: string; readonly passkey: NewPasskey },
  headers: Headers,
): Promise<string[]> {
  const session = await requireSession(deps, headers);
  requireAllowed(maySetFactor(session.method));
  const row = await verifyNewPasskey(deps, actor.id, name, passkey, headers);
  return deps.db.transaction().execute(async (tx) => {
    await lockPerson(tx, actor.id);
    await orWhenTaken(insertPasskey(tx, row), new Failure('identity.passkey-refused', 403));
    return putInForce(deps, tx, actor, { session, method: 'passkey', action: 'identity.passkey-added' });
  });
}

/**
 * From now on it counts: this session goes on as one that has proved it, and every other, which has not, ends. The
 * first factor comes with backup codes, later ones leave those as they are.
 */
async function putInForce(
  deps: FactorDeps,
  tx: Writer,
  actor: Actor,
  how: { readonly session: FoundSession; readonly method: SignInMethod; readonly action: IdentityAction },
): Promise<string[]> {
  const { session, method, action } = how;
  await endSessions(tx, actor.id, session.token);
  await setProven(tx, session.token, {
    provenAt: deps.now(),
    ...(session.method === 'password' ? { method } : {}),
  });
  await deps.record(tx, { actor, action, subject: `person/${actor.id}` });
  return (await countBackupCodes(tx, actor.id)) > 0 ? [] : makeBackupCodes(deps, tx, actor.id);
}

export async function renamePasskey(
  deps: FactorDeps,
  actor: Actor,
  passkey: string,
  name: string,
): Promise<void> {
  const isChanged = await deps.db.transaction().execute((tx) => setPasskeyName(tx, actor.id, passkey, name));
  if (!isChanged) throw new Failure('identity.passkey-unknown', 404);
}

export async function renewBackupCodes(deps: FactorDeps, actor: Actor): Promise<string[]> {
  return deps.db.transaction().execute(async (tx) => {
    await lockPerson(tx, actor.id);
    if ((await countFactors(tx, actor.id)) === 0) throw new Failure('identity.no-factor', 409);
    await deps.record(tx, { actor, action: 'identity.backup-codes-made', subject: `person/${actor.id}` });
    return makeBackupCodes(deps, tx, actor.id);
  });
}

export async function removeOwnTotp(deps: FactorDeps, actor: Actor): Promise<void> {
  await removeFactor(deps, actor, 'identity.totp-removed', async (tx) => {
    const held = await findTotp(tx, actor.id);
    if (held === undefined || held.confirmed_at === null) throw new Failure('identity.no-factor', 409);
    await removeTotp(tx, actor.id);
  });
}

export async function removeOwnPasskey(deps: FactorDeps, actor: Actor, passkey: string): Promise<void> {
  await removeFactor(deps, actor, 'identity.passkey-removed', async (tx) => {
    const removed = await removePasskeys(tx, actor.id, passkey);
    if (removed === 0) throw new Failure('identity.passkey-unknown', 404);
  });
}

async function removeFactor(
  deps: FactorDeps,
  actor: Actor,
  action: IdentityAction,
  remove: (tx: Writer) => Promise<void>,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    await lockPerson(tx, actor.id);
    const may = await judgeRemoval(tx, actor.id);
    await remove(tx);
    requireAllowed(may, 409);
    if ((await countFactors(tx, actor.id)) === 0) await withoutFactors(tx, actor.id);
    await deps.record(tx, { actor, action, subject: `person/${actor.id}` });
  });
}

async function judgeRemoval(tx: Writer, person: string): Promise<PolicyAnswer> {
  const isDemanded = (await findSecondFactorDemand(tx, person)) !== null;
  return mayRemoveFactor(await countFactors(tx, person), { isDemanded });
}

export async function withoutFactors(tx: Writer, person: string): Promise<void> {
  await removeBackupCodes(tx, person);
  await setSessionsOfPassword(tx, person);
}

export async function countFactors(tx: Writer, person: string): Promise<number> {
  const totp = await findTotp(tx, person);
  const passkeys = await listPasskeys(tx, person);
  return passkeys.length + (totp === undefined || totp.confirmed_at === null ? 0 : 1);
}

import { Failure } from '../../platform/errors/failure.ts';
import { type Actor, requireFreshProof } from '../../platform/http/actor.ts';
import { findPasswordHash } from './accounts.queries.ts';
import { acceptCode } from './factors.codes.ts';
import type { PasskeyRequest, Proof, ProofState, ProofWay } from './factors.contract.ts';
import type { FactorDeps } from './factors.deps.ts';
import { acceptPasskey, describePasskeyProof } from './factors.passkeys.ts';
import { listFactorKinds, setProven } from './factors.queries.ts';
import { requireSession } from './factors.service.ts';
import type { FoundSession } from './identity.auth.ts';
import { listAccounts } from './identity.queries.ts';
import { mayUsePassword } from './sign-on.policy.ts';
import { findOwnSignOn, findSignOnRow } from './sign-on.queries.ts';

export async function getProof(deps: FactorDeps, actor: Actor, headers: Headers): Promise<ProofState> {
  const session = await requireSession(deps, headers);
  return { fresh: requireFreshProof(actor).allowed, ways: await listWays(deps, actor, session) };
}

/** What a password alone may not open, it may not prove either: a second factor is asked for, or the provider. */
async function listWays(deps: FactorDeps, actor: Actor, { method }: FoundSession): Promise<ProofWay[]> {
  if (method === 'demo') return ['demo'];
  const own = await listOwnWays(deps, actor.id);
  const isLinked = (await findOwnSignOn(deps.db, actor))?.linkedAt != null;
  return isLinked ? [...own, 'organisation'] : own;
}

async function listOwnWays(deps: FactorDeps, person: string): Promise<ProofWay[]> {
  const kinds = await listFactorKinds(deps.db, person);
  if (kinds.length > 0) return kinds;
  const hasPassword = (await findPasswordHash(deps.db, person)) !== undefined;
  return hasPassword && (await mayEnterByPassword(deps, person)) ? ['password'] : [];
}

async function mayEnterByPassword(deps: FactorDeps, person: string): Promise<boolean> {
  const [account] = await listAccounts(deps.db, { id: person });
  if (account === undefined) return false;
  return mayUsePassword(account, await findSignOnRow(deps.db, account.organisation)).allowed;
}

export function startProof(deps: FactorDeps, actor: Actor, headers: Headers): Promise<PasskeyRequest> {
  return describePasskeyProof(deps, 'prove', actor.id, headers);
}

export async function prove(
  deps: FactorDeps,
  actor: Actor,
  proof: Proof,
  headers: Headers,
): Promise<ProofState> {
  const session = await requireSession(deps, headers);
  const ways = await listWays(deps, actor, session);
  if (!ways.includes(proof.way)) throw new Failure('identity.proof-refused', 403);
  await acceptProof(deps, actor, proof, headers);
  await deps.db.transaction().execute((tx) => setProven(tx, session.token, { provenAt: deps.now() }));
  return { fresh: true, ways };
}

async function acceptProof(deps: FactorDeps, actor: Actor, proof: Proof, headers: Headers): Promise<void> {
  if (proof.way === 'code') await acceptCode(deps, actor.id, proof.code);
  if (proof.way === 'passkey') await acceptPasskey(deps, 'prove', actor.id, proof.passkey, headers);
  if (proof.way === 'password') await acceptPassword(deps, actor.id, proof.password);
}

async function acceptPassword(deps: FactorDeps, person: string, password: string): Promise<void> {
  deps.passwordAttempts.spend(person);
  const hash = await findPasswordHash(deps.db, person);
  const isOwn = hash !== undefined && (await deps.auth.isPassword(password, hash));
  if (!isOwn) throw new Failure('identity.password-wrong', 403);
  deps.passwordAttempts.forgive(person);
}

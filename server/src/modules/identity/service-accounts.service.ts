import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { type AccountRow, accountToPerson, listAccounts } from './identity.queries.ts';
import type { IdentityServiceDeps } from './identity.service.ts';
import type {
  MadeServiceAccount,
  NewServiceAccount,
  ServiceAccount,
  ServiceAccounts,
} from './service-accounts.contract.ts';
import { mayManageServiceAccounts, rolesOfScript } from './service-accounts.policy.ts';
import {
  findServiceAccount,
  insertServiceAccount,
  listServiceAccountRows,
  lockServiceAccount,
  type ServiceAccountRow,
  setLastUsed,
  setRevoked,
} from './service-accounts.queries.ts';
import { scopeToOperations } from './service-accounts.scopes.ts';

const prefix = 'dlb_';
const dayMs = 24 * 3600 * 1000;
const lastUsedMs = 60_000;

export async function listServiceAccounts(
  deps: IdentityServiceDeps,
  actor: Actor,
  organisation: string,
): Promise<ServiceAccounts> {
  if (actor.organisation !== organisation) throw new Failure('identity.other-organisation', 403);
  const people = await listAccounts(deps.db, { organisation });
  const rows = await listServiceAccountRows(deps.db, organisation);
  const make = mayManageServiceAccounts(actor, organisation);
  return {
    accounts: rows
      .filter(({ owner_id: owner }) => make.allowed || owner === actor.id)
      .map((row) => rowToAccount(row, people, actor, deps.now())),
    owners: people.filter(isFit).map(({ id, name }) => ({ id, name })),
    may: { make },
  };
}

function rowToAccount(
  row: ServiceAccountRow,
  people: readonly AccountRow[],
  actor: Actor,
  now: Date,
): ServiceAccount {
  const owner = people.find(({ id }) => id === row.owner_id);
  return {
    id: row.id,
    name: row.name,
    owner: { id: row.owner_id, name: owner?.name ?? '' },
    scopes: row.scopes,
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    state: stateOf(row, owner, now),
    may: { revoke: mayManageServiceAccounts(actor, row.organisation) },
  };
}

function stateOf(row: ServiceAccountRow, owner: AccountRow | undefined, now: Date): ServiceAccount['state'] {
  if (row.revoked_at !== null) return 'revoked';
  if (row.expires_at <= now) return 'expired';
  return owner !== undefined && isFit(owner) ? 'in-use' : 'owner-unfit';
}

function isFit(account: AccountRow): boolean {
  return rolesOf(account).length > 0;
}

function rolesOf(account: AccountRow) {
  return rolesOfScript({ roles: accountToPerson(account).roles, isBlocked: account.isBlocked });
}

export async function makeServiceAccount(
  deps: IdentityServiceDeps,
  actor: Actor,
  organisation: string,
  { name, owner, scopes, days }: NewServiceAccount,
): Promise<MadeServiceAccount> {
  requireAllowed(mayManageServiceAccounts(actor, organisation));
  const [account] = await listAccounts(deps.db, { id: owner, organisation });
  if (account === undefined || !isFit(account)) throw new Failure('identity.service-owner-unfit', 409);
  const token = `${prefix}${randomBytes(32).toString('base64url')}`;
  const at = deps.now();
  const row: ServiceAccountRow = {
    id: randomUUID(),
    token_hash: hashToken(deps, token),
    organisation,
    name,
    owner_id: owner,
    scopes,
    made_by: actor.name,
    made_at: at,
    expires_at: new Date(at.getTime() + days * dayMs),
    last_used_at: null,
    revoked_at: null,
    revoked_by: null,
  };
  await deps.db.transaction().execute(async (tx) => {
    await insertServiceAccount(tx, row);
    await deps.record(tx, {
      actor,
      action: 'identity.service-account-made',
      subject: `service-account/${row.id}`,
      details: {
        organisation,
        name,
        scopes: scopes.map((scope) => Object.values(scope).join(' ')).join(', '),
      },
    });
  });
  return { id: row.id, token, expiresAt: row.expires_at.toISOString() };
}

export async function revokeServiceAccount(
  deps: IdentityServiceDeps,
  actor: Actor,
  id: string,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const row = await lockServiceAccount(tx, id);
    if (row === undefined) throw new Failure('identity.service-account-unknown', 404);
    requireAllowed(mayManageServiceAccounts(actor, row.organisation));
    if (row.revoked_at !== null) throw new Failure('identity.service-account-revoked', 409);
    await setRevoked(tx, id, deps.now(), actor.name);
    await deps.record(tx, {
      actor,
      action: 'identity.service-account-revoked',
      subject: `service-account/${id}`,
      details: { organisation: row.organisation, name: row.name },
    });
  });
}

/** The token that a request brings, which then counts instead of any cookie. */
export function findToken(headers: Headers): string | undefined {
  return /^bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
}

/** The script behind a token, as its owner is now. What does not work any more is not told apart from what never did. */
export async function requireScript(deps: IdentityServiceDeps, token: string): Promise<Actor> {
  const row = await findServiceAccount(deps.db, { tokenHash: hashToken(deps, token) });
  const [owner] = row === undefined ? [] : await listAccounts(deps.db, { id: row.owner_id });
  const now = deps.now();
  if (row === undefined || owner?.organisation !== row.organisation || stateOf(row, owner, now) !== 'in-use')
    throw new Failure('session.token-refused', 401);
  if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() > lastUsedMs)
    await deps.db.transaction().execute((tx) => setLastUsed(tx, row.id, now));
  return {
    id: row.id,
    name: row.name,
    email: '',
    organisation: row.organisation,
    roles: rolesOf(owner),
    organisationWaits: !owner.isConfirmedOrganisation,
    scopes: row.scopes.map(scopeToOperations),
  };
}

/** Keyed, so that a copy of the database alone says nothing of a token; it has 256 bits, so it needs no slow hash. */
function hashToken({ secret }: Pick<IdentityServiceDeps, 'secret'>, token: string): string {
  return createHmac('sha256', secret).update(`service account ${token}`).digest('base64url');
}

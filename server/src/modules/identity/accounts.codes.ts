import { createHmac, randomInt } from 'node:crypto';
import type { Tx } from '../../platform/db/database.ts';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { MadeCode } from './accounts.contract.ts';
import { mayAddPerson, mayChangeCode, mayHoldTogether, mayMakeFirstCode } from './accounts.policy.ts';
import { type CodeRow, insertCode, lockCode, lockOrganisation, withdrawCodes } from './accounts.queries.ts';
import type { Role } from './identity.contract.ts';
import { findFoundingOrganisation, findOrganisation, listAccounts, textToRoles } from './identity.queries.ts';
import { type IdentityServiceDeps, unknownOrganisation } from './identity.service.ts';
import type { IdentityTables } from './identity.tables.ts';

export interface Colleague {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
}

const validDays = 7;
/** Without characters that are easily taken for another, read out loud or from paper; 78 bits in all. */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const groups = 4;
const groupLength = 4;

/** A colleague opens the account and chooses the password: the facilitator who adds a colleague never knows it. */
export async function makeColleagueCode(
  deps: IdentityServiceDeps,
  actor: Actor,
  organisation: string,
  { name, email, roles }: Colleague,
): Promise<MadeCode> {
  await requireOrganisation(deps, organisation);
  requireAllowed(mayAddPerson(actor, organisation));
  requireAllowed(mayHoldTogether(roles), 409);
  const taken = await listAccounts(deps.db, { email: email.toLowerCase() });
  if (taken.length > 0) throw new Failure('identity.email-taken', 409);
  return deps.db.transaction().execute(async (tx) => {
    const made = await issueCode(deps, tx, actor, { organisation, person: { name, email }, roles });
    await recordCode(deps, tx, actor, 'identity.code-made', made.row);
    return made.answer;
  });
}

/** The founding organisation hands a partner the code of its first account; the partner fills in the rest. */
export async function makeFirstCode(
  deps: IdentityServiceDeps,
  actor: Actor,
  organisation: string,
  others: readonly Role[],
): Promise<MadeCode> {
  await requireOrganisation(deps, organisation);
  const roles = [...new Set<Role>(['facilitator', ...others])];
  const founding = await findFoundingOrganisation(deps.db);
  return deps.db.transaction().execute(async (tx) => {
    await lockOrganisation(tx, organisation);
    const answer = mayMakeFirstCode(actor, founding, await listAccounts(tx, { organisation }));
    requireAllowed(answer, !answer.allowed && answer.reason === 'identity.has-accounts' ? 409 : 403);
    requireAllowed(mayHoldTogether(roles), 409);
    await withdrawCodes(tx, { organisation }, deps.now());
    const made = await issueCode(deps, tx, actor, { organisation, person: null, roles });
    await recordCode(deps, tx, actor, 'identity.code-made', made.row);
    return made.answer;
  });
}

export async function renewCode(deps: IdentityServiceDeps, actor: Actor, id: string): Promise<MadeCode> {
  const founding = await findFoundingOrganisation(deps.db);
  return deps.db.transaction().execute(async (tx) => {
    const { name, email, roles, organisation } = await requireCode(tx, actor, id, founding);
    await withdrawCodes(tx, { id }, deps.now());
    const person = name === null || email === null ? null : { name, email };
    const made = await issueCode(deps, tx, actor, { organisation, person, roles: textToRoles(roles) });
    await recordCode(deps, tx, actor, 'identity.code-renewed', made.row);
    return made.answer;
  });
}

export async function withdrawCode(deps: IdentityServiceDeps, actor: Actor, id: string): Promise<void> {
  const founding = await findFoundingOrganisation(deps.db);
  await deps.db.transaction().execute(async (tx) => {
    const row = await requireCode(tx, actor, id, founding);
    await withdrawCodes(tx, { id }, deps.now());
    await recordCode(deps, tx, actor, 'identity.code-withdrawn', row);
  });
}

/** Keyed, so that a copy of the database alone does not reveal which codes are valid. */
export function hashCode(deps: Pick<IdentityServiceDeps, 'secret'>, code: string): string {
  const plain = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return createHmac('sha256', deps.secret).update(`account code ${plain}`).digest('base64url');
}

export async function requireOrganisation(deps: IdentityServiceDeps, slug: string): Promise<void> {
  if ((await findOrganisation(deps.db, slug)) === undefined) throw unknownOrganisation();
}

interface CodeTerms {
  readonly organisation: string;
  readonly person: { readonly name: string; readonly email: string } | null;
  readonly roles: readonly Role[];
}

async function issueCode(
  deps: IdentityServiceDeps,
  tx: Tx<IdentityTables>,
  by: Actor,
  terms: CodeTerms,
): Promise<{ row: CodeRow; answer: MadeCode }> {
  const code = createCode();
  const at = deps.now();
  const expiresAt = new Date(at.getTime() + validDays * 24 * 3600 * 1000);
  const row = await insertCode(tx, { ...terms, hash: hashCode(deps, code), by, at, expiresAt });
  return { row, answer: { id: row.id, code, expiresAt: expiresAt.toISOString() } };
}

function createCode(): string {
  const character = (): string => alphabet.charAt(randomInt(alphabet.length));
  const group = (): string => Array.from({ length: groupLength }, character).join('');
  return Array.from({ length: groups }, group).join('-');
}

async function requireCode(
  tx: Tx<IdentityTables>,
  actor: Actor,
  id: string,
  founding: string | undefined,
): Promise<CodeRow> {
  const row = await lockCode(tx, { id });
  if (row === undefined) throw new Failure('identity.code-unknown', 404);
  requireAllowed(
    mayChangeCode(actor, { organisation: row.organisation, isFirst: row.email === null }, founding),
  );
  return row;
}

async function recordCode(
  deps: IdentityServiceDeps,
  tx: Tx<IdentityTables>,
  actor: Actor,
  action: 'identity.code-made' | 'identity.code-renewed' | 'identity.code-withdrawn',
  { id, organisation, roles }: CodeRow,
): Promise<void> {
  const details = { organisation, roles: textToRoles(roles).join(', ') };
  await deps.record(tx, { actor, action, subject: `account-code/${id}`, details });
}

import { createHmac, randomInt } from 'node:crypto';
import type { Tx } from '../../platform/db/database.ts';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { mayAddPerson, mayChangeCode, mayHoldTogether, mayMakeFirstCode } from './accounts.policy.ts';
import {
  type CodeRow,
  findOrganisationOfCode,
  insertCode,
  lockCode,
  lockOrganisation,
  lockOrganisations,
  withdrawCodes,
} from './accounts.queries.ts';
import type { CodeKind, MadeCode } from './codes.contract.ts';
import type { Role } from './identity.contract.ts';
import {
  type AccountRow,
  accountToPerson,
  findOrganisation,
  listAccounts,
  textToRoles,
} from './identity.queries.ts';
import { type IdentityServiceDeps, unknownOrganisation } from './identity.service.ts';
import type { IdentityTables } from './identity.tables.ts';

export interface Colleague {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
}

const hourMs = 3_600_000;
/** A link that changes an account is for whoever asks now; an invitation may lie on a desk for a week. */
const validHours: Readonly<Record<CodeKind, number>> = {
  founding: 7 * 24,
  colleague: 7 * 24,
  email: 24,
  reset: 1,
};
/** Without characters that are easily taken for another, read out loud or from paper; 78 bits in all. */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const groups = 4;
const groupLength = 4;

/** A colleague opens the account and chooses the password: the administrator who adds a colleague never knows it. */
export async function makeColleagueCode(
  deps: IdentityServiceDeps,
  actor: Actor,
  organisation: string,
  { name, email, roles }: Colleague,
): Promise<MadeCode> {
  await requireOrganisation(deps, organisation);
  return deps.db.transaction().execute(async (tx) => {
    requireAllowed(mayAddPerson(await lockMaker(tx, actor, organisation), organisation));
    requireAllowed(mayHoldTogether(roles), 409);
    const taken = await listAccounts(tx, { email: email.toLowerCase() });
    if (taken.length > 0) throw new Failure('identity.email-taken', 409);
    const terms = { kind: 'colleague', organisation, name, email, roles } as const;
    const made = await issueCode(deps, tx, actor, terms);
    await recordCode(deps, tx, actor, 'identity.code-made', made.row);
    return made.answer;
  });
}

/** An organisation hands a partner the code of its first account; the partner fills in the rest. */
export async function makeFirstCode(
  deps: IdentityServiceDeps,
  actor: Actor,
  organisation: string,
  wish: { readonly roles: readonly Role[]; readonly email?: string | undefined },
): Promise<MadeCode> {
  await requireOrganisation(deps, organisation);
  return deps.db.transaction().execute((tx) => makeFoundingCode(deps, tx, actor, organisation, wish));
}

export async function makeFoundingCode(
  deps: IdentityServiceDeps,
  tx: Tx<IdentityTables>,
  actor: Actor,
  organisation: string,
  {
    roles: others,
    email = undefined,
  }: { readonly roles: readonly Role[]; readonly email?: string | undefined },
): Promise<MadeCode> {
  const roles = [...new Set<Role>(['administrator', 'facilitator', ...others])];
  const maker = await lockMaker(tx, actor, organisation);
  const answer = mayMakeFirstCode(maker, await listAccounts(tx, { organisation }));
  requireAllowed(answer, !answer.allowed && answer.reason === 'identity.has-accounts' ? 409 : 403);
  requireAllowed(mayHoldTogether(roles), 409);
  await withdrawCodes(tx, { organisation }, deps.now());
  const terms = { kind: 'founding', organisation, name: null, email: email ?? null, roles } as const;
  const made = await issueCode(deps, tx, actor, terms);
  await recordCode(deps, tx, actor, 'identity.code-made', made.row);
  return made.answer;
}

export async function renewCode(
  deps: IdentityServiceDeps,
  actor: Actor,
  id: string,
  byHand: boolean,
): Promise<MadeCode> {
  return deps.db.transaction().execute(async (tx) => {
    const { kind, name, email, roles, organisation } = await requireCode(tx, actor, id);
    await withdrawCodes(tx, { id }, deps.now());
    const terms = { kind, organisation, name, email, roles: textToRoles(roles), byHand };
    const made = await issueCode(deps, tx, actor, terms);
    await recordCode(deps, tx, actor, 'identity.code-renewed', made.row);
    return made.answer;
  });
}

export async function withdrawCode(deps: IdentityServiceDeps, actor: Actor, id: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const row = await requireCode(tx, actor, id);
    await withdrawCodes(tx, { id }, deps.now());
    await recordCode(deps, tx, actor, 'identity.code-withdrawn', row);
  });
}

/** Keyed, so that a copy of the database alone does not reveal which codes are valid. */
export function hashCode(deps: Pick<IdentityServiceDeps, 'secret'>, code: string): string {
  const plain = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return createHmac('sha256', deps.secret).update(`account code ${plain}`).digest('base64url');
}

/** A code that opens something now, locked; else why it does not, which its holder may know. */
export async function requireOpenCode(
  deps: IdentityServiceDeps,
  tx: Tx<IdentityTables>,
  by: string | { readonly hash: string },
  kinds: readonly CodeKind[],
): Promise<CodeRow> {
  const key = typeof by === 'string' ? { hash: hashCode(deps, by) } : by;
  const organisation = await findOrganisationOfCode(tx, key);
  if (organisation !== undefined) await lockOrganisation(tx, organisation);
  const row = await lockCode(tx, key);
  if (row === undefined || !kinds.includes(row.kind)) throw new Failure('identity.code-wrong', 401);
  if (row.used_at !== null) throw new Failure('identity.code-used', 409);
  if (row.withdrawn_at !== null) throw new Failure('identity.code-withdrawn', 409);
  if (row.expires_at <= deps.now()) throw new Failure('identity.code-expired', 409);
  return row;
}

/** What the rules look at in a code. */
export function codeToTerms(row: CodeRow): Parameters<typeof mayChangeCode>[1] {
  return { madeFor: row.organisation, madeBy: row.made_by_organisation, isFirst: row.kind === 'founding' };
}

export async function requireOrganisation(deps: IdentityServiceDeps, slug: string): Promise<void> {
  if ((await findOrganisation(deps.db, slug)) === undefined) throw unknownOrganisation();
}

export interface CodeTerms {
  readonly kind: CodeKind;
  readonly organisation: string;
  /** Whose account it changes. */
  readonly person?: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly roles: readonly Role[];
  /** Shown to the maker, also where mail goes out. */
  readonly byHand?: boolean;
}

/** A code that goes by mail is known to nobody but its reader, the maker neither. */
export async function issueCode(
  deps: IdentityServiceDeps,
  tx: Tx<IdentityTables>,
  by: Actor,
  { byHand = false, ...terms }: CodeTerms,
): Promise<{ row: CodeRow; answer: MadeCode }> {
  const code = createCode();
  const at = deps.now();
  const expiresAt = new Date(at.getTime() + validHours[terms.kind] * hourMs);
  const row = await insertCode(tx, { ...terms, hash: hashCode(deps, code), by, at, expiresAt });
  const { email } = terms;
  const isMailed =
    email !== null && !byHand && (await mailCode(deps, tx, by, { ...terms, email }, row, code));
  return {
    row,
    answer: {
      id: row.id,
      code: isMailed ? null : code,
      mailedTo: isMailed ? email : null,
      expiresAt: expiresAt.toISOString(),
    },
  };
}

async function mailCode(
  deps: IdentityServiceDeps,
  tx: Tx<IdentityTables>,
  by: Actor,
  { kind, person, name, email, organisation }: CodeTerms & { readonly email: string },
  { expires_at: expiresAt }: CodeRow,
  code: string,
): Promise<boolean> {
  const found = await findOrganisation(tx, organisation);
  if (found === undefined) throw unknownOrganisation();
  const to = { name: name ?? email, email, ...(person === undefined ? {} : { person }) };
  return deps.mailCode(tx, { kind, to, code, by: by.name, organisation: found.name, expiresAt });
}

/** Without a word of what it opens; whoever keeps it keeps a hash. */
export function createCode(): string {
  const character = (): string => alphabet.charAt(randomInt(alphabet.length));
  const group = (): string => Array.from({ length: groupLength }, character).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** Who makes a link, as they are once it is their turn: whoever is removed at the same moment makes none any more. */
async function lockMaker(tx: Tx<IdentityTables>, actor: Actor, madeFor: string): Promise<Actor> {
  const { organisation } = actor;
  await lockOrganisations(tx, [organisation, madeFor]);
  return asTheyAreNow(actor, await listAccounts(tx, { organisation }));
}

/** Somebody of another organisation stays as they came: no rule lets them in here. */
export function asTheyAreNow(actor: Actor, colleagues: readonly AccountRow[]): Actor {
  const self = colleagues.find(({ id }) => id === actor.id);
  if (self === undefined) return actor;
  return { ...actor, roles: self.isBlocked ? [] : accountToPerson(self).roles };
}

async function requireCode(tx: Tx<IdentityTables>, actor: Actor, id: string): Promise<CodeRow> {
  const organisation = await findOrganisationOfCode(tx, { id });
  const maker = await lockMaker(tx, actor, organisation ?? actor.organisation);
  const row = await lockCode(tx, { id });
  const isOpen = row !== undefined && row.used_at === null && row.withdrawn_at === null;
  if (!isOpen || row.person_id !== null) throw new Failure('identity.code-unknown', 404);
  requireAllowed(mayChangeCode(maker, codeToTerms(row)));
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

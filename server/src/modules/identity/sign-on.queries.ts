import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Role } from './identity.contract.ts';
import type { IdentityTables } from './identity.tables.ts';
import type { OwnSignOn, SignOnSettings } from './sign-on.contract.ts';
import { domainOf } from './sign-on.policy.ts';

type Reader = Db<IdentityTables>;
type Writer = Tx<IdentityTables>;

export interface SignOnRow extends Omit<SignOnSettings, 'hasSecret'> {
  readonly organisation: string;
}

export async function listSignOnRows(
  db: Reader,
  which: { readonly organisation?: string; readonly domain?: string; readonly isNamed?: true },
): Promise<SignOnRow[]> {
  let query = db.selectFrom('sign_on_settings').selectAll().orderBy('organisation');
  if (which.organisation !== undefined) query = query.where('organisation', '=', which.organisation);
  if (which.isNamed !== undefined) query = query.where('is_named', '=', true);
  const { domain } = which;
  if (domain !== undefined) {
    query = query.where('organisation', 'in', (e) =>
      e.selectFrom('sign_on_domains').select('organisation').where('domain', '=', domain),
    );
  }
  const rows = await query.execute();
  const domains = await db.selectFrom('sign_on_domains').selectAll().orderBy('domain').execute();
  return rows.map((row) => rowToSettings(row, domains));
}

export async function findSignOnRow(db: Reader, organisation: string): Promise<SignOnRow | undefined> {
  const [row] = await listSignOnRows(db, { organisation });
  return row;
}

function rowToSettings(
  row: Selectable<IdentityTables['sign_on_settings']>,
  domains: readonly { domain: string; organisation: string }[],
): SignOnRow {
  return {
    organisation: row.organisation,
    issuer: row.issuer,
    clientId: row.client_id,
    authentication: row.authentication,
    acrValues: row.acr_values.split(' ').filter((value) => value !== ''),
    requiredAcr: row.required_acr,
    groupsClaim: row.groups_claim,
    groupRoles: row.group_roles,
    domains: domains
      .filter(({ organisation }) => organisation === row.organisation)
      .map(({ domain }) => domain),
    domainsOnly: row.domains_only,
    makesPersons: row.makes_persons,
    isNamed: row.is_named,
    saysPkce: row.says_pkce,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by,
  };
}

/** Fails on a domain that another organisation has. */
export async function saveSignOn(tx: Writer, settings: SignOnRow): Promise<void> {
  const { organisation } = settings;
  await deleteSignOn(tx, organisation);
  await tx
    .insertInto('sign_on_settings')
    .values({
      organisation,
      issuer: settings.issuer,
      client_id: settings.clientId,
      authentication: settings.authentication,
      acr_values: settings.acrValues.join(' '),
      required_acr: settings.requiredAcr,
      groups_claim: settings.groupsClaim,
      group_roles: JSON.stringify(settings.groupRoles),
      domains_only: settings.domainsOnly,
      makes_persons: settings.makesPersons,
      is_named: settings.isNamed,
      says_pkce: settings.saysPkce,
      changed_at: new Date(settings.changedAt),
      changed_by: settings.changedBy,
    })
    .execute();
  const domains = settings.domains.map((domain) => ({ domain, organisation }));
  if (domains.length > 0) await tx.insertInto('sign_on_domains').values(domains).execute();
}

export async function deleteSignOn(tx: Writer, organisation: string): Promise<void> {
  await tx.deleteFrom('sign_on_settings').where('organisation', '=', organisation).execute();
}

/** The domains of these that an account of another organisation has an address in. */
export async function listForeignDomains(
  db: Reader,
  organisation: string,
  domains: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select('user.email')
    .where('organization.slug', '<>', organisation)
    .execute();
  const foreign = new Set(rows.map(({ email }) => domainOf(email)));
  return domains.filter((domain) => foreign.has(domain));
}

/** A person at a provider: its own name for them, which never changes. */
export interface Subject {
  readonly issuer: string;
  readonly sub: string;
}

export async function findPersonOf(db: Reader, { issuer, sub }: Subject): Promise<string | undefined> {
  const row = await db
    .selectFrom('account')
    .select('userId')
    .where('providerId', '=', issuer)
    .where('accountId', '=', sub)
    .executeTakeFirst();
  return row?.userId;
}

/** Fails when either is linked to another already. */
export async function linkPerson(
  tx: Writer,
  person: string,
  { issuer, sub }: Subject,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('account')
    .values({
      id: randomUUID(),
      accountId: sub,
      providerId: issuer,
      userId: person,
      password: null,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
}

/** Since when a person signs in through this provider; undefined when they do not. */
export async function findLinkedAt(db: Reader, person: string, issuer: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('account')
    .select('createdAt')
    .where('userId', '=', person)
    .where('providerId', '=', issuer)
    .executeTakeFirst();
  return row?.createdAt;
}

/** The provider of a person's organisation, and whether it knows them; null without a provider. */
export async function findOwnSignOn(
  db: Reader,
  { id, organisation }: { readonly id: string; readonly organisation: string },
): Promise<OwnSignOn | null> {
  const row = await findSignOnRow(db, organisation);
  if (row === undefined) return null;
  const linkedAt = await findLinkedAt(db, id, row.issuer);
  return { issuer: row.issuer, linkedAt: linkedAt?.toISOString() ?? null };
}

/** The role of privacy officer waits again once it was lost, or was never confirmed. */
export async function setRoles(
  tx: Writer,
  person: string,
  roles: readonly Role[],
  isConfirmedOfficer: boolean,
): Promise<void> {
  await tx
    .updateTable('member')
    .set({
      role: roles.join(','),
      ...(isConfirmedOfficer && roles.includes('privacy-officer') ? {} : { officerConfirmedAt: null }),
    })
    .where('userId', '=', person)
    .execute();
}

export async function markSession(
  tx: Writer,
  token: string,
  { issuer, sid }: { readonly issuer: string; readonly sid: string | null },
): Promise<void> {
  await tx
    .updateTable('session')
    .set({ signOnIssuer: issuer, signOnSid: sid })
    .where('token', '=', token)
    .execute();
}

export async function setProven(tx: Writer, token: string, provenAt: Date): Promise<void> {
  await tx.updateTable('session').set({ provenAt }).where('token', '=', token).execute();
}

/** The persons whose sessions at the provider ended: of one session there, or of everything of a person. */
export async function endSessionsAt(
  tx: Writer,
  issuer: string,
  which: { readonly sid: string } | { readonly person: string },
): Promise<string[]> {
  const query = tx.deleteFrom('session').where('signOnIssuer', '=', issuer).returning('userId');
  const ended = await ('sid' in which
    ? query.where('signOnSid', '=', which.sid)
    : query.where('userId', '=', which.person)
  ).execute();
  return [...new Set(ended.map(({ userId }) => userId))];
}

/** All sessions of an organisation that began at this provider. */
export async function endSessionsThrough(
  tx: Writer,
  { organisation, issuer }: { readonly organisation: string; readonly issuer: string },
): Promise<void> {
  await tx
    .deleteFrom('session')
    .where('signOnIssuer', '=', issuer)
    .where('userId', 'in', (e) =>
      e
        .selectFrom('member')
        .innerJoin('organization', 'organization.id', 'member.organizationId')
        .select('member.userId')
        .where('organization.slug', '=', organisation),
    )
    .execute();
}

/** False when this token was used before. */
export async function useLogoutToken(
  tx: Writer,
  { issuer, token, at, expiresAt }: { issuer: string; token: string; at: Date; expiresAt: Date },
): Promise<boolean> {
  await tx.deleteFrom('sign_on_logouts').where('expires_at', '<', at).execute();
  const used = await tx
    .insertInto('sign_on_logouts')
    .values({ issuer, token, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('token')
    .executeTakeFirst();
  return used !== undefined;
}

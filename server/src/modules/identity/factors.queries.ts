import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { SignInMethod } from './identity.contract.ts';
import type { IdentityTables } from './identity.tables.ts';

type Reader = Db<IdentityTables>;
type Writer = Tx<IdentityTables>;

export type TotpRow = Selectable<IdentityTables['totp_factors']>;
export type PasskeyRow = Selectable<IdentityTables['passkeys']>;
export type ChallengePurpose = IdentityTables['passkey_challenges']['purpose'];

/** Two requests that change the factors of one person follow one another. */
export async function lockPerson(tx: Writer, person: string): Promise<void> {
  await tx.selectFrom('user').select('id').where('id', '=', person).forUpdate().executeTakeFirstOrThrow();
}

/** With what a person completes a password; empty without a second factor. */
export async function listFactorKinds(db: Reader, person: string): Promise<('passkey' | 'code')[]> {
  const totp = await findTotp(db, person);
  const passkeys = await listPasskeys(db, person);
  const hasBackup = passkeys.length > 0 && (await countBackupCodes(db, person)) > 0;
  const hasCode = hasBackup || (totp !== undefined && totp.confirmed_at !== null);
  return [...(passkeys.length > 0 ? (['passkey'] as const) : []), ...(hasCode ? (['code'] as const) : [])];
}

export function findTotp(db: Reader, person: string): Promise<TotpRow | undefined> {
  return db.selectFrom('totp_factors').selectAll().where('person', '=', person).executeTakeFirst();
}

/** A secret that was begun and never confirmed gives way to a new one. */
export async function putTotp(tx: Writer, person: string, secret: string, at: Date): Promise<void> {
  await removeTotp(tx, person);
  await tx
    .insertInto('totp_factors')
    .values({ person, secret, made_at: at, confirmed_at: null, last_step: null })
    .execute();
}

export async function setTotpConfirmed(tx: Writer, person: string, at: Date): Promise<void> {
  await tx.updateTable('totp_factors').set({ confirmed_at: at }).where('person', '=', person).execute();
}

/** False when a code of that half minute, or a later one, was accepted before. */
export async function takeTotpStep(tx: Writer, person: string, step: number): Promise<boolean> {
  const taken = await tx
    .updateTable('totp_factors')
    .set({ last_step: step })
    .where('person', '=', person)
    .where((where) => where.or([where('last_step', 'is', null), where('last_step', '<', step)]))
    .returning('person')
    .executeTakeFirst();
  return taken !== undefined;
}

export async function removeTotp(tx: Writer, person: string): Promise<void> {
  await tx.deleteFrom('totp_factors').where('person', '=', person).execute();
}

export async function putBackupCodes(tx: Writer, person: string, hashes: readonly string[]): Promise<void> {
  await removeBackupCodes(tx, person);
  if (hashes.length === 0) return;
  await tx
    .insertInto('backup_codes')
    .values(hashes.map((code_hash) => ({ code_hash, person, used_at: null })))
    .execute();
}

export async function removeBackupCodes(tx: Writer, person: string): Promise<void> {
  await tx.deleteFrom('backup_codes').where('person', '=', person).execute();
}

export async function takeBackupCode(tx: Writer, person: string, hash: string, at: Date): Promise<boolean> {
  const taken = await tx
    .updateTable('backup_codes')
    .set({ used_at: at })
    .where('code_hash', '=', hash)
    .where('person', '=', person)
    .where('used_at', 'is', null)
    .returning('person')
    .executeTakeFirst();
  return taken !== undefined;
}

export async function countBackupCodes(db: Reader, person: string): Promise<number> {
  const { n } = await db
    .selectFrom('backup_codes')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('person', '=', person)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
}

export function listPasskeys(db: Reader, person: string): Promise<PasskeyRow[]> {
  return db.selectFrom('passkeys').selectAll().where('person', '=', person).orderBy('made_at').execute();
}

export function findPasskey(db: Reader, id: string): Promise<PasskeyRow | undefined> {
  return db.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertPasskey(tx: Writer, row: PasskeyRow): Promise<void> {
  await tx.insertInto('passkeys').values(row).execute();
}

export async function setPasskeyUsed(tx: Writer, id: string, counter: number, at: Date): Promise<void> {
  await tx.updateTable('passkeys').set({ counter, last_used_at: at }).where('id', '=', id).execute();
}

export async function setPasskeyName(tx: Writer, person: string, id: string, name: string): Promise<boolean> {
  const changed = await tx
    .updateTable('passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('person', '=', person)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

/** One passkey of a person, or all of them. */
export async function removePasskeys(tx: Writer, person: string, id?: string): Promise<number> {
  let query = tx.deleteFrom('passkeys').where('person', '=', person);
  if (id !== undefined) query = query.where('id', '=', id);
  return (await query.returning('id').execute()).length;
}

export async function insertChallenge(
  tx: Writer,
  challenge: IdentityTables['passkey_challenges'],
  now: Date,
): Promise<void> {
  await tx.deleteFrom('passkey_challenges').where('expires_at', '<', now).execute();
  await tx.insertInto('passkey_challenges').values(challenge).execute();
}

/** True once: a challenge that was answered, rightly or not, is gone. */
export async function takeChallenge(
  tx: Writer,
  { challenge, purpose, person }: Omit<IdentityTables['passkey_challenges'], 'expires_at'>,
  now: Date,
): Promise<boolean> {
  const taken = await tx
    .deleteFrom('passkey_challenges')
    .where('challenge', '=', challenge)
    .where('purpose', '=', purpose)
    .where('person', person === null ? 'is' : '=', person)
    .where('expires_at', '>=', now)
    .returning('challenge')
    .executeTakeFirst();
  return taken !== undefined;
}

export async function setProven(
  tx: Writer,
  token: string,
  proven: { readonly provenAt: Date; readonly method?: SignInMethod },
): Promise<void> {
  await tx.updateTable('session').set(proven).where('token', '=', token).execute();
}

/** Sessions of a person who has no second factor left are of a password again. */
export async function setSessionsOfPassword(tx: Writer, person: string): Promise<void> {
  await tx
    .updateTable('session')
    .set({ method: 'password' })
    .where('userId', '=', person)
    .where('method', 'in', ['password-and-code', 'passkey'])
    .execute();
}

export async function findSecondFactorDemand(db: Reader, person: string): Promise<Date | null> {
  const row = await db
    .selectFrom('member')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select('organization.secondFactorSince')
    .where('member.userId', '=', person)
    .executeTakeFirst();
  return row?.secondFactorSince ?? null;
}

export async function findSecondFactorRule(db: Reader, organisation: string): Promise<Date | null> {
  const row = await db
    .selectFrom('organization')
    .select('secondFactorSince')
    .where('slug', '=', organisation)
    .executeTakeFirstOrThrow();
  return row.secondFactorSince;
}

export async function setSecondFactorRule(
  tx: Writer,
  organisation: string,
  since: Date | null,
): Promise<void> {
  await tx
    .updateTable('organization')
    .set({ secondFactorSince: since })
    .where('slug', '=', organisation)
    .execute();
}

/** The people of an organisation who can sign in, and have nothing besides the password. */
export async function countWithoutFactor(db: Reader, organisation: string): Promise<number> {
  const { n } = await db
    .selectFrom('member')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('organization.slug', '=', organisation)
    .where('member.blockedAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('totp_factors')
            .select('person')
            .whereRef('person', '=', 'member.userId')
            .where('confirmed_at', 'is not', null),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('passkeys').select('person').whereRef('person', '=', 'member.userId'))),
    )
    .executeTakeFirstOrThrow();
  return n;
}

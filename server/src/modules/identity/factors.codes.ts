import { createHmac } from 'node:crypto';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { Secret, TOTP } from 'otpauth';
import type { Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { FactorDeps } from './factors.deps.ts';
import { keyFor } from './factors.keys.ts';
import { findTotp, putBackupCodes, type TotpRow, takeBackupCode, takeTotpStep } from './factors.queries.ts';
import { listPersons } from './identity.queries.ts';
import type { IdentityTables } from './identity.tables.ts';

const periodSeconds = 30;
/** A clock that is a whole minute off shows the code of two half minutes away. */
const stepsAccepted = 2;
/** As far as it is looked whether the clock is to blame. */
const stepsExplained = 40;
const backupCodeCount = 10;
const backupCodeBytes = 10;

export interface NewTotp {
  readonly secret: string;
  readonly uri: string;
  /** As it is kept. */
  readonly encrypted: string;
}

export async function createTotp(deps: FactorDeps, label: string): Promise<NewTotp> {
  const secret = new Secret({ size: 20 });
  const encrypted = await symmetricEncrypt({ key: keyFor(deps.secret, 'totp secret'), data: secret.base32 });
  return { secret: secret.base32, uri: toTotp(secret, label).toString(), encrypted };
}

/** Whether a code of a clock that is ahead is told apart from a wrong one: a guess that will be right is not for a stranger. */
interface Telling {
  readonly ahead: boolean;
}

/** Accepts a code once, and throws when it is wrong, used, or of another time. */
export async function acceptTotpCode(
  deps: FactorDeps,
  tx: Tx<IdentityTables>,
  row: TotpRow,
  code: string,
  telling: Telling,
): Promise<void> {
  const key = keyFor(deps.secret, 'totp secret');
  const secret = Secret.fromBase32(await symmetricDecrypt({ key, data: row.secret }));
  const timestamp = deps.now().getTime();
  const validate = (window: number) => toTotp(secret).validate({ token: code, timestamp, window });
  const steps = validate(stepsAccepted);
  if (steps === null) {
    const far = validate(stepsExplained);
    if (far === null || (far > 0 && !telling.ahead)) throw new Failure('identity.factor-code-wrong', 403);
    const minutes = Math.round(Math.abs(far * periodSeconds) / 60);
    throw new Failure('identity.factor-code-clock', 403, { minutes });
  }
  const step = Math.floor(timestamp / 1000 / periodSeconds) + steps;
  if (!(await takeTotpStep(tx, row.person, step))) throw new Failure('identity.factor-code-used', 403);
}

/**
 * Accepts a code of the authenticator app, or a backup code. What was tried counts, also when the transaction in which
 * it was tried is undone.
 */
export async function acceptCode(deps: FactorDeps, person: string, typed: string): Promise<void> {
  deps.codeAttempts.spend(person);
  const code = plain(typed);
  await deps.db.transaction().execute(async (tx) => {
    if (/^\d{6}$/.test(code)) {
      const totp = await findTotp(tx, person);
      if (totp === undefined || totp.confirmed_at === null)
        throw new Failure('identity.factor-code-wrong', 403);
      await acceptTotpCode(deps, tx, totp, code, { ahead: false });
      return;
    }
    const isTaken = await takeBackupCode(tx, person, hashBackupCode(deps, person, code), deps.now());
    if (!isTaken) throw new Failure('identity.factor-code-wrong', 403);
    const [actor] = await listPersons(tx, { id: person });
    await deps.record(tx, {
      actor: actor ?? null,
      action: 'identity.backup-code-used',
      subject: `person/${person}`,
    });
  });
  deps.codeAttempts.forgive(person);
}

/** Ten codes for when phone and passkeys are gone, each good once; only their hashes are kept. */
export async function makeBackupCodes(
  deps: FactorDeps,
  tx: Tx<IdentityTables>,
  person: string,
): Promise<string[]> {
  const codes = Array.from({ length: backupCodeCount }, () => new Secret({ size: backupCodeBytes }).base32);
  await putBackupCodes(
    tx,
    person,
    codes.map((code) => hashBackupCode(deps, person, code)),
  );
  return codes.map((code) => code.match(/.{4}/g)?.join('-') ?? code);
}

function plain(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** Base32 has no zero and no one, so neither can be meant. */
function hashBackupCode({ secret }: FactorDeps, person: string, code: string): string {
  const letters = code.replaceAll('0', 'O').replaceAll('1', 'I');
  return createHmac('sha256', keyFor(secret, 'backup code'))
    .update(`${person} ${letters}`)
    .digest('base64url');
}

function toTotp(secret: Secret, label = ''): TOTP {
  return new TOTP({ issuer: 'Datalab', label, secret, algorithm: 'SHA1', digits: 6, period: periodSeconds });
}

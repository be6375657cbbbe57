import { Failure } from '../../platform/errors/failure.ts';
import { errorToFields, type Logger } from '../../platform/log/logger.ts';
import type { SignInAttempts } from './attempts.ts';
import { listAccounts } from './identity.queries.ts';
import { enter, type IdentityServiceDeps, type SignedIn } from './identity.service.ts';

export interface SignInDeps extends IdentityServiceDeps {
  readonly attempts: SignInAttempts;
  readonly logger: Logger;
}

/** What somebody types to come in, and where it comes from. */
export interface SignInTry {
  readonly email: string;
  readonly password: string;
  readonly headers: Headers;
  readonly caller: string;
}

/** Signs in with a password: slowed for who guesses, and not for the owner on a device of before. */
export async function signIn(deps: SignInDeps, given: SignInTry): Promise<SignedIn> {
  const { password, headers, caller } = given;
  const email = given.email.toLowerCase();
  const device = deps.devices.recognise(email, headers);
  const attempt = beginOrTell(deps, email, { caller, device });
  try {
    const signedIn = await enter(deps, email, password, headers);
    attempt.right();
    return signedIn;
  } catch (error) {
    if (error instanceof Failure && error.code === 'identity.wrong-credentials') {
      tellRefusal(deps, { email }, caller);
    } else {
      attempt.right();
    }
    throw error;
  }
}

function beginOrTell(
  { attempts, logger }: SignInDeps,
  email: string,
  from: { readonly caller: string; readonly device: string | undefined },
): ReturnType<SignInAttempts['begin']> {
  try {
    return attempts.begin(email, from);
  } catch (error) {
    logger.log('warn', 'identity.slowed', { caller: from.caller });
    throw error;
  }
}

export type RefusalDeps = Pick<SignInDeps, 'db' | 'attempts' | 'record' | 'logger'>;
type Whose = { readonly email: string } | { readonly id: string };

/** Of a wrong password, or of a wrong code after the right one: each is news by itself. */
export function tellRefusal(deps: RefusalDeps, whose: Whose, caller: string): void {
  deps.logger.log('warn', 'identity.refused', { caller });
  void recordRefusal(deps, whose);
}

/** After the answer, which would otherwise take longer for an account that exists. */
async function recordRefusal({ db, attempts, record, logger }: RefusalDeps, whose: Whose): Promise<void> {
  try {
    const [account] = await listAccounts(db, whose);
    if (account === undefined || !attempts.isNews('email' in whose ? whose.email : whose.id)) return;
    const { id, organisation } = account;
    await db.transaction().execute((tx) =>
      record(tx, {
        actor: null,
        action: 'identity.sign-in-refused',
        subject: `person/${id}`,
        details: { organisation },
      }),
    );
  } catch (error) {
    logger.log('error', 'identity.refusal-not-recorded', errorToFields(error));
  }
}

import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';

/** Mail is of the whole installation, so the administrators of the organisation that runs it decide. */
export function maySetMailServer(actor: Actor, founding: string | undefined): PolicyAnswer {
  if (!actor.roles.includes('administrator')) return denied('notices.administrator-only');
  return actor.organisation === founding ? allowed : denied('notices.founding-only');
}

interface Account {
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
}

/** A password that nobody can read must not be sent to another server than it was given for. */
export function mayKeepPassword(before: Account | undefined, after: Account): PolicyAnswer {
  const isSame = before?.host === after.host && before.port === after.port && before.user === after.user;
  return isSame || after.user === null ? allowed : denied('notices.mail-password-again');
}

import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireRole } from '../../platform/http/actor.ts';
import type { Check, DataFacts, Verdict } from './check.contract.ts';
import { judgeCheck, looksAhead, proxyKey } from './rules.contract.ts';

export interface EditionState {
  readonly organisationsIn: readonly string[];
}

const checking = ['facilitator', 'participant', 'steward', 'analyst', 'manager', 'engineer'];

export function maySeeCheck(actor: Actor, { organisationsIn }: EditionState): PolicyAnswer {
  return organisationsIn.includes(actor.organisation) ? allowed : denied('guardrail.not-in');
}

/** Those who may ask a question may say what it is for. */
export function mayCheck(actor: Actor, edition: EditionState): PolicyAnswer {
  const isIn = maySeeCheck(actor, edition);
  return isIn.allowed ? requireRole(actor, checking, 'guardrail.role-may-not') : isIn;
}

type Excepted = Pick<Check, 'organisation' | 'exception'> & { readonly verdict: Pick<Verdict, 'answer'> };

/**
 * Requirement 12: an exception is made by the privacy officer of an organisation that neither asked nor filled in the
 * check, and only to a rule of this house.
 */
export function mayExcept(
  actor: Actor,
  edition: EditionState,
  askedBy: string,
  check: Excepted | undefined,
): PolicyAnswer {
  const isOfficer = mayWithdraw(actor, edition);
  if (!isOfficer.allowed) return isOfficer;
  if (actor.organisation === askedBy || actor.organisation === check?.organisation) {
    return denied('guardrail.own-question');
  }
  const isRefused = check?.verdict.answer === 'not-here' && !stands(check.exception);
  return isRefused ? allowed : denied('guardrail.nothing-to-except');
}

/** Any privacy officer of the edition may end an exception, as any of them may object to it. */
export function mayWithdraw(actor: Actor, edition: EditionState): PolicyAnswer {
  const isIn = maySeeCheck(actor, edition);
  return isIn.allowed ? requireRole(actor, ['privacy-officer'], 'guardrail.officer-only') : isIn;
}

export function stands(exception: Check['exception']): boolean {
  return exception !== null && exception.withdrawnAt === null;
}

type Judging = Pick<Check, 'content' | 'verdict' | 'exception'>;

/**
 * Whether a question may stand on a rung, or an analysis under it may be made on these data. A question that looks back
 * needs no check; one that has a check is held to it on every rung, as it was filled in and on the data that are used.
 */
export function mayAnswerWith(
  check: Judging | undefined,
  rung: string,
  used: readonly DataFacts[],
): PolicyAnswer {
  const isAbove = rung === 'predictive' || rung === 'prescriptive';
  if (check === undefined) return isAbove ? denied('guardrail.no-check', { rung }) : allowed;
  const now = judgeCheck(check.content, used, rung);
  const refused = refusalOf(check.verdict, check) ?? refusalOf(now, check);
  if (refused !== undefined) return refused;
  const isAhead = isAbove || looksAhead(check.content.tells);
  if (isAhead && !isOfCheckedData(check, used, now)) return denied('guardrail.other-data');
  const [need] = check.verdict.missing;
  return need === undefined ? allowed : denied('guardrail.incomplete', { need });
}

function refusalOf({ answer, rules }: Verdict, { verdict, exception }: Judging): PolicyAnswer | undefined {
  if (answer === 'allowed') return undefined;
  if (answer === 'forbidden') return denied('guardrail.forbidden', { rule: rules[0] ?? null });
  const isExcepted = stands(exception) && rules.every((rule) => verdict.rules.includes(rule));
  return isExcepted ? undefined : denied('guardrail.not-here', { rule: rules[0] ?? null });
}

/** What was looked at when the check was filled in is what may be used, and no more. */
function isOfCheckedData({ content, verdict }: Judging, used: readonly DataFacts[], now: Verdict): boolean {
  const checked = content.data.map(({ dataSet }) => dataSet);
  const proxies = verdict.proxies.map(proxyKey);
  return (
    used.every(({ dataSet }) => checked.includes(dataSet)) &&
    now.proxies.every((proxy) => proxies.includes(proxyKey(proxy)))
  );
}

import type { Decision, DecisionKind, DecisionOutcome } from './incidents.contract.ts';
import { outcomesOf } from './incidents.contract.ts';

/** GDPR 33(1): within 72 hours after somebody became aware of it, weekends included. */
const hoursToTell = 72;

export function tellBefore(discoveredAt: Date): Date {
  return new Date(discoveredAt.getTime() + hoursToTell * 3_600_000);
}

/** The last decision of each kind is the one that counts. */
export function standingDecisions(decisions: readonly Decision[]): Decision[] {
  return [...new Map(decisions.map((decision) => [decision.kind, decision])).values()];
}

/** The kinds that nobody decided on yet, and those on which the risk says otherwise by now. */
export function missingDecisions(decisions: readonly Decision[]): DecisionKind[] {
  const standing = standingDecisions(decisions);
  const risk = standing.find(({ kind }) => kind === 'risk')?.outcome;
  const kinds: readonly DecisionKind[] = ['risk', 'authority', 'people'];
  return kinds.filter((kind) => {
    const outcome = standing.find((one) => one.kind === kind)?.outcome;
    return outcome === undefined || contradictsRisk(kind, outcome, risk);
  });
}

/**
 * The authority need not be told only when a risk is unlikely (GDPR 33(1)); people are told when the risk is high, unless one of
 * the three exceptions holds (34(3)), which the reason then names.
 */
export function contradictsRisk(
  kind: DecisionKind,
  outcome: DecisionOutcome,
  risk: DecisionOutcome | undefined,
): boolean {
  return kind === 'authority' && outcome === 'not-needed' && risk !== undefined && risk !== 'unlikely';
}

export function isOutcomeOf(kind: DecisionKind, outcome: DecisionOutcome): boolean {
  return outcomesOf[kind].includes(outcome);
}

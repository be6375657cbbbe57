import type { Protection } from '../suppression/problem.ts';
import { coalitionOf, type WeightReading } from './coalition.ts';
import { type Contribution, groupByHolder, type Holdings } from './contributions.ts';

/** Sensitive when fewer than `minimum` holders contribute (Handbook on SDC, threshold rule). */
export interface ThresholdRule {
  readonly kind: 'threshold';
  readonly minimum: number;
  /**
   * How far above the value the cell must stay possible, as a percentage of the value. The Handbook asks only that the
   * exact value stays unknown; some room must be named to prove that. Default: 10.
   */
  readonly rangePercent?: number;
}

/** Sensitive when the n largest are more than k % of the total. */
export interface DominanceRule {
  readonly kind: 'dominance';
  readonly n: number;
  readonly k: number;
}

/** Sensitive when the second largest can estimate the largest to within p %. */
export interface PercentRule {
  readonly kind: 'p-percent';
  readonly p: number;
}

/**
 * Sensitive when an attacker who knew the others to within q % before publication knows the largest to within p %
 * afterwards.
 */
export interface PriorPosteriorRule {
  readonly kind: 'prior-posterior';
  readonly p: number;
  readonly q: number;
}

/** Sensitive when all contributions to the cell are 0, because the total then discloses each of them. */
export interface AllZeroRule {
  readonly kind: 'all-zero';
}

export type Rule = ThresholdRule | DominanceRule | PercentRule | PriorPosteriorRule | AllZeroRule;

/**
 * n, k, p and q are secret: an attacker who knows them can narrow a suppressed cell further. A minimum may be public.
 */
export interface RuleSet {
  /** A cell is sensitive when any of these says so. */
  readonly rules: readonly Rule[];
  /** Default: `sample`. */
  readonly weights?: WeightReading;
}

/** The verdict of the rules on one cell. */
export type Verdict =
  | { readonly kind: 'safe' }
  | {
      readonly kind: 'sensitive';
      readonly rules: readonly Rule['kind'][];
      /** `upper` as in the table of upper protection levels of the Handbook on SDC; the largest of the rules hit. */
      readonly protection: Protection & { readonly upper: number };
    }
  | { readonly kind: 'review'; readonly reason: 'negative-contribution' };

/**
 * Primary rules over the contributions of one cell (Handbook on SDC, chapter 4, sensitivity rules). A cell without
 * contributors is safe. Equality is safe, as in the Handbook: `more than k %` and `less than p %` are strict
 * (GaussSuppression and ACRO call k % exactly unsafe); differences of less than a billionth count as equal.
 *
 * A holder that waived its protection is no target, but still counts as a possible attacker. The rules of dominance
 * hold for contributions from 0; with a negative one the answer is `review`, unless the threshold already makes the
 * cell sensitive.
 * @throws RangeError when a parameter, a value or a weight cannot be
 */
export function judgeCell(contributions: readonly Contribution[], { rules, weights }: RuleSet): Verdict {
  const wrong = rules.find((rule) => !isPossible(rule));
  if (wrong !== undefined) throw new RangeError(`The parameters of the ${wrong.kind} rule cannot be`);
  const cell = groupByHolder(contributions);
  if (cell.contributors.every(({ waived }) => waived)) return { kind: 'safe' };
  const judged = cell.negative ? rules.filter(({ kind }) => kind === 'threshold') : rules;
  const hits = judged.flatMap((rule) => {
    const upper = protectionLevel(cell, rule, weights ?? 'sample');
    return upper === undefined ? [] : [{ kind: rule.kind, upper }];
  });
  if (hits.length > 0) {
    const upper = Math.max(...hits.map((hit) => hit.upper));
    return { kind: 'sensitive', rules: [...new Set(hits.map(({ kind }) => kind))], protection: { upper } };
  }
  const unjudged = cell.negative && rules.some(({ kind }) => kind !== 'threshold');
  return unjudged ? { kind: 'review', reason: 'negative-contribution' } : { kind: 'safe' };
}

/** What the person who checks a table may know: no parameter, no amount, no holder, no kind of dominance. */
export type VerdictReason = 'too-few' | 'dominated' | 'all-zero' | 'negative-contribution';

/**
 * A verdict in words for the person who checks a table. Readers see the same sign for every suppressed cell, so that no
 * reader learns which cells were sensitive and which were suppressed to protect them.
 */
export function explainVerdict(verdict: Verdict): readonly VerdictReason[] {
  if (verdict.kind === 'safe') return [];
  if (verdict.kind === 'review') return [verdict.reason];
  return [...new Set(verdict.rules.map((kind) => reasonOf[kind]))];
}

const reasonOf: Readonly<Record<Rule['kind'], VerdictReason>> = {
  threshold: 'too-few',
  dominance: 'dominated',
  'p-percent': 'dominated',
  'prior-posterior': 'dominated',
  'all-zero': 'all-zero',
};

/** How far above its value the cell must remain possible; undefined when the rule does not apply. */
function protectionLevel(cell: Holdings, rule: Rule, weights: WeightReading): number | undefined {
  const { contributors, total } = cell;
  switch (rule.kind) {
    case 'threshold': {
      const range = (rule.rangePercent ?? 10) / 100;
      return contributors.length < rule.minimum ? range * Math.abs(total) : undefined;
    }
    case 'dominance': {
      const { target, others } = coalitionOf(cell, rule.n, weights);
      const part = target + others;
      return exceeds(part, (rule.k / 100) * total) ? (100 / rule.k) * part - total : undefined;
    }
    case 'p-percent':
      return roomBelow(cell, rule.p / 100, weights);
    case 'prior-posterior':
      return roomBelow(cell, rule.p / rule.q, weights);
    case 'all-zero':
      return contributors.every(({ value }) => value === 0) ? 0 : undefined;
  }
}

/** What the rest falls short of `share` of the largest. */
function roomBelow(cell: Holdings, share: number, weights: WeightReading): number | undefined {
  const { target, others } = coalitionOf(cell, 2, weights);
  const rest = cell.total - target - others;
  return exceeds(share * target, rest, cell.total) ? share * target - rest : undefined;
}

function exceeds(left: number, right: number, scale = Math.max(Math.abs(left), Math.abs(right))): boolean {
  return left - right > 1e-9 * Math.abs(scale);
}

function isPossible(rule: Rule): boolean {
  switch (rule.kind) {
    case 'threshold':
      return isWhole(rule.minimum) && (rule.rangePercent ?? 10) > 0;
    case 'dominance':
      return isWhole(rule.n) && rule.k > 0 && rule.k <= 100;
    case 'p-percent':
      return rule.p > 0;
    case 'prior-posterior':
      return rule.p > 0 && rule.p < rule.q && rule.q <= 100;
    case 'all-zero':
      return true;
  }
}

function isWhole(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}

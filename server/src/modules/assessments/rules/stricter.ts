import { type Repaired, repairDefinition } from './defects.ts';
import type { Definition, OutcomeLevel } from './definition.ts';
import {
  type Answer,
  type Answers,
  type AssessmentOutcome,
  evaluateDefinition,
  type Reading,
} from './outcome.ts';

/** A form that can be evaluated: as it is written, and as it must have been meant. */
export interface Rules extends Repaired {
  readonly literal: Definition;
}

export interface BothReadings {
  readonly literal: Reading;
  readonly repaired: Reading;
  /** Of each assessment the stricter of the two. */
  readonly stricter: readonly StricterOutcome[];
}

export interface StricterOutcome extends AssessmentOutcome {
  /** The two readings come to different levels. */
  readonly differs: boolean;
}

export function createRules(literal: Definition): Rules {
  return { literal, ...repairDefinition(literal) };
}

/** A mistake in the published rules never makes the outcome milder. */
export function evaluateRules(rules: Rules, answers: Answers): BothReadings {
  const literal = evaluateDefinition(rules.literal, answers);
  const repaired = evaluateDefinition(rules.definition, answers);
  const stricter = repaired.outcomes.map((outcome): StricterOutcome => {
    const other = literal.outcomes.find(({ id }) => id === outcome.id) ?? outcome;
    const chosen = weightOf(other.level) > weightOf(outcome.level) ? other : outcome;
    return { ...chosen, differs: other.level !== outcome.level };
  });
  return { literal, repaired, stricter };
}

export function weightOf(level: OutcomeLevel | null): number {
  if (level === null) return 0;
  return level === 'required' ? 2 : 1;
}

/**
 * One set of answers out of those of several parties. What any of them ticked counts; where they gave different single
 * answers, the one that asks the most care counts, found by trying them one question at a time.
 */
export function joinAnswers(rules: Rules, parties: readonly Answers[]): Map<string, Answer> {
  const joined = new Map<string, Answer>();
  const disputed: [id: string, answers: readonly string[]][] = [];
  for (const { id, kind } of rules.definition.questions) {
    const given = parties.flatMap((party) => party.get(id) ?? []);
    const distinct = [...new Set(given)];
    const [first] = distinct;
    if (first === undefined) {
      if (kind === 'several' && parties.some((party) => party.has(id))) joined.set(id, []);
      continue;
    }
    if (kind === 'several') joined.set(id, distinct);
    else if (kind === 'text') joined.set(id, distinct.join('\n\n'));
    else {
      joined.set(id, first);
      if (distinct.length > 1) disputed.push([id, distinct]);
    }
  }
  // What one answer opens, another can weigh: the second round sees what the first one chose.
  for (const [id, answers] of [...disputed, ...disputed]) {
    const tried = answers.map((answer) => ({
      answer,
      care: careAsked(rules, new Map(joined).set(id, answer)),
    }));
    const strictest = tried.toSorted((one, other) => compareCare(other.care, one.care))[0];
    if (strictest !== undefined) joined.set(id, strictest.answer);
  }
  return joined;
}

/** How much care a set of answers asks: the levels first, then the sums, then how many criteria are met. */
function careAsked(rules: Rules, answers: Answers): readonly number[] {
  const { stricter, repaired } = evaluateRules(rules, answers);
  const levels = stricter.map(({ level }) => weightOf(level)).reduce((sum, weight) => sum + weight, 0);
  const measured = repaired.measured.reduce((sum, { value }) => sum + value, 0);
  return [levels, measured, repaired.criteriaMet];
}

function compareCare(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

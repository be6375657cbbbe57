import {
  type AreaSpreads,
  areaStatements,
  type ReadinessAnswers,
  readinessArea,
  type Spread,
  type StatementKey,
  statementKeys,
} from './readiness.contract.ts';

/** From this many people on an answer is no longer anybody's in particular. */
export const respondentsMin = 3;

/**
 * The distribution of the answers. The level is the median, the lower of two: a planner had better be surprised
 * by more than by less. Where more than half does not know, there is no level.
 */
export function answersToSpread(answers: readonly (number | null)[]): Spread {
  const known = answers.filter((answer) => answer !== null).toSorted((a, b) => a - b);
  const counts = [1, 2, 3, 4].map((level) => known.filter((answer) => answer === level).length);
  const unknown = answers.length - known.length;
  const middle = known[Math.ceil(known.length / 2) - 1];
  return { level: known.length >= unknown ? (middle ?? null) : null, counts, unknown };
}

/** The spread of each area, over its statements and all respondents. */
export function spreadAreas(forms: readonly ReadinessAnswers[]): AreaSpreads {
  const entries = readinessArea.options.map((area) => [
    area,
    answersToSpread(areaStatements[area].flatMap((statement) => forms.map((form) => form[statement]))),
  ]);
  return Object.fromEntries(entries) as AreaSpreads;
}

export function spreadStatements(forms: readonly ReadinessAnswers[]): Record<StatementKey, Spread> {
  const entries = statementKeys.map((statement) => [
    statement,
    answersToSpread(forms.map((form) => form[statement])),
  ]);
  return Object.fromEntries(entries) as Record<StatementKey, Spread>;
}

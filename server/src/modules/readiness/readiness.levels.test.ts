import { describe, expect, test } from 'vitest';
import { areaStatements, readinessArea, statementKeys } from './readiness.contract.ts';
import { answersToSpread, spreadAreas, spreadStatements } from './readiness.levels.ts';

test.each([
  [[], null, [0, 0, 0, 0], 0],
  [[3], 3, [0, 0, 1, 0], 0],
  [[4, 1], 1, [1, 0, 0, 1], 0],
  [[1, 4, 4], 4, [1, 0, 0, 2], 0],
  [[4, 3, 2, 1], 2, [1, 1, 1, 1], 0],
  [[2, null], 2, [0, 1, 0, 0], 1],
  [[2, null, null], null, [0, 1, 0, 0], 2],
  [[null], null, [0, 0, 0, 0], 1],
])(
  'the level of %j is the middle, the lower of two, and none when most do not know',
  (answers, level, counts, unknown) => {
    expect(answersToSpread(answers)).toEqual({ level, counts, unknown });
  },
);

describe('several forms', () => {
  const form = (goals: number | null, rest: number) =>
    ({ ...Object.fromEntries(statementKeys.map((key) => [key, rest])), goals }) as Parameters<
      typeof spreadAreas
    >[0][number];
  const forms = [form(1, 2), form(null, 3)];

  test('are spread per area over its statements', () => {
    const areas = spreadAreas(forms);
    expect(Object.keys(areas)).toEqual(readinessArea.options);
    expect(areaStatements.leadership).toContain('goals');
    expect(areas.leadership).toEqual({ level: 2, counts: [1, 1, 1, 0], unknown: 1 });
    expect(areas.use).toEqual({ level: 2, counts: [0, 2, 2, 0], unknown: 0 });
  });

  test('are spread per statement', () => {
    const statements = spreadStatements(forms);
    expect(Object.keys(statements)).toEqual([...statementKeys]);
    expect(statements.goals).toEqual({ level: 1, counts: [1, 0, 0, 0], unknown: 1 });
    expect(statements.backing).toEqual({ level: 2, counts: [0, 1, 1, 0], unknown: 0 });
  });
});

import { describe, expect, it, test } from 'vitest';
import { areaStatements, readinessArea, statementKeys } from './readiness.contract.ts';
import { answersToSpread, spreadAreas, spreadStatements } from './readiness.levels.ts';

describe('the level of an answer', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[4, 1], 1],
    [[1, 4, 4], 4],
    [[4, 3, 2, 1], 2],
    [[2, null], 2],
    [[2, null, null], null],
    [[null], null],
  ])('of %j is %s', (answers, level) => {
    expect(answersToSpread(answers).level).toBe(level);
  });

  it('comes with how many people chose each level, those who do not know apart', () => {
    expect(answersToSpread([4, 1, null, 4, 2])).toEqual({ level: 2, counts: [1, 1, 0, 2], unknown: 1 });
  });
});

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

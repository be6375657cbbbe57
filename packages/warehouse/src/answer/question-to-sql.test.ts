import { expect, test } from 'vitest';
import { parseQuestion } from '../question/parse.ts';
import { questionToSql } from './question-to-sql.ts';

test('a question is written as the statement that it stands for, with its values quoted', () => {
  const question = parseQuestion({
    from: 'reports',
    measures: [{ count: 'persons' }, { mean: 'amount' }],
    by: ['year', { in: 'care' }],
    where: [
      { column: 'category', in: ["it's", null] },
      { column: 'month', from: '2024-01' },
    ],
    also: [{ notIn: 'benefits' }],
  });
  expect(questionToSql(question).split('\n')).toEqual([
    'SELECT substr("month", 1, 4) AS "year", person IN (SELECT person FROM "care") AS "in.care", count(DISTINCT person) AS "count.persons", avg("amount") AS "mean.amount"',
    'FROM "reports"',
    `WHERE ("category" IN ('it''s') OR "category" IS NULL)`,
    `  AND "month" >= '2024-01'`,
    '  AND person NOT IN (SELECT person FROM "benefits")',
    'GROUP BY substr("month", 1, 4), person IN (SELECT person FROM "care")',
  ]);
});

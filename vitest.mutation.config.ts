import { defineConfig } from 'vitest/config';

/** The tests that mutants of the rules are held against: pure, so that a thousand mutants take minutes. */
export default defineConfig({
  test: {
    include: [
      'server/src/modules/*/*.policy.test.ts',
      'server/src/modules/editions/editions.steps.test.ts',
      'server/src/modules/readiness/readiness.{advice,levels}.test.ts',
      'server/src/modules/preparation/preparation.advice.test.ts',
      'server/src/modules/canvas/canvas.risks.test.ts',
      'server/src/modules/guardrail/rules.contract.test.ts',
    ],
  },
});

import type { ProtectionRule } from './rule.ts';

/** Suppresses every figure of 1 up to but not including the minimum number of persons or records. */
export const minimumCount: ProtectionRule = {
  name: 'minimum-count',
  decision: '0003',
  find: ({ counts }, { parameters }) => ({
    suppressed: Uint8Array.from(counts, (count) => (count >= 1 && count < parameters.minimumCount ? 1 : 0)),
  }),
};

import { describe, expect, it } from 'vitest';
import { tally } from './attack.ts';

describe('the tally of attacks', () => {
  it('counts each attack once: passed, failed, or known to get more than promised', () => {
    const verdicts = [
      { result: 'held', effective: true },
      { result: 'known', effective: true },
      { result: 'lost', effective: true },
      { result: 'held', effective: false },
      { result: 'known', effective: false },
      { result: 'lost', effective: false },
    ] as const;
    expect(tally(verdicts)).toEqual({ passed: 1, failed: 4, known: 1 });
  });
});

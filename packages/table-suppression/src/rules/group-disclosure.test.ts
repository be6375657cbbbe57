import { describe, expect, it } from 'vitest';
import { judgeGroup } from './group-disclosure.ts';

describe('class disclosure', () => {
  it.each([
    [200, 0, 'nobody'],
    [200, 200, 'everybody'],
    [200, 199, 'everybody-but-one'],
    [200, 1, 'nobody-but-one'],
    [1, 1, 'everybody'],
  ])('of a group of %i with %i is told as %s', (size, having, reason) => {
    expect(judgeGroup({ size, having })).toEqual({ kind: 'sensitive', reason });
  });

  it('is absent from a mixed group and from an empty one', () => {
    expect(judgeGroup({ size: 200, having: 60 })).toEqual({ kind: 'safe' });
    expect(judgeGroup({ size: 0, having: 0 })).toEqual({ kind: 'safe' });
  });

  it('leaves not having it alone where that is no secret', () => {
    expect(judgeGroup({ size: 200, having: 0 }, { absenceIsSecret: false })).toEqual({ kind: 'safe' });
    expect(judgeGroup({ size: 200, having: 1 }, { absenceIsSecret: false })).toEqual({ kind: 'safe' });
    expect(judgeGroup({ size: 200, having: 200 }, { absenceIsSecret: false }).kind).toBe('sensitive');
  });

  it('can call more than a share of the group nearly all, strictly', () => {
    expect(judgeGroup({ size: 100, having: 90 }, { nearlyPercent: 90 })).toEqual({ kind: 'safe' });
    expect(judgeGroup({ size: 100, having: 91 }, { nearlyPercent: 90 })).toEqual({
      kind: 'sensitive',
      reason: 'nearly-everybody',
    });
    expect(judgeGroup({ size: 100, having: 9 }, { nearlyPercent: 90 }).kind).toBe('sensitive');
  });

  it('refuses counts that cannot be', () => {
    expect(() => judgeGroup({ size: 3, having: 4 })).toThrow(RangeError);
    expect(() => judgeGroup({ size: 3, having: -1 })).toThrow(RangeError);
  });
});

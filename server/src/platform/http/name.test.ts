import { describe, expect, it } from 'vitest';
import { looksTheSame } from './name.contract.ts';

describe('two names', () => {
  it.each([
    ['Loud', 'loud'],
    ['Loud  noise', 'Loud\u00a0noise'],
    ['COH', '\u0421\u041e\u041d'],
    ['cop', '\u0441\u043e\u0440'],
    ['TAM', '\u03a4\u0391\u039c'],
    ['Wijk l', 'Wijk 1'],
    ['ZO', 'Z0'],
    ['\u0421\u041e\u041d', '\u0441\u043e\u043d'],
  ])('%j and %j look the same', (one, other) => {
    expect(looksTheSame(one, other)).toBe(true);
    expect(looksTheSame(other, one)).toBe(true);
  });

  it.each([
    ['Loud', 'Load'],
    ['Wijk 10', 'Wijk 11'],
    ['Noord', 'Zuid'],
    ['e\u0301\u00e9n', 'een'],
    ['\u0428\u0443\u043c', 'Noise'],
  ])('%j and %j do not', (one, other) => expect(looksTheSame(one, other)).toBe(false));
});

import { describe, expect, it } from 'vitest';
import { type GroupingProposal, groupingNameMax, groupingProposal } from './groupings.contract.ts';
import { releasesRoutes } from './releases.contract.ts';

const proposal = {
  dataSet: 'reports',
  name: { nl: 'Herrie', en: 'Loud' },
  content: { kind: 'values', column: 'kind', values: ['noise', 'vandalism'] },
  purpose: 'What keeps people awake',
} satisfies GroupingProposal;

const isTaken = (given: object): boolean => groupingProposal.safeParse({ ...proposal, ...given }).success;
const isName = (en: string): boolean => isTaken({ name: { nl: 'Herrie', en } });

/** Nothing to see, more than one line, characters of a terminal, and what turns the direction of reading. */
const unseen = [
  '',
  '   ',
  '\u00a0\u2003',
  '\u200b',
  '...',
  'a\nb',
  'a\tb',
  'a\u0000b',
  'a\u001b[31mb',
  'a\u0085b',
  'a\u2028b',
  'a\u202eb',
  'a\u2066b\u2069',
  'a\u200fb',
  '\u061ca',
  // What cannot be seen: a zero width space and joiner, a soft hyphen, a filler, a selector of a variant, a tag.
  'Lo\u200bud',
  'Lo\u200dud',
  'Lo\u00adud',
  'Lo\u3164ud',
  'Loud\ufe0f',
  'Loud\u{e0041}',
  // Two alphabets in one word: Cyrillic o, Greek o, an Armenian and a Cherokee letter, and a Latin letter in Cyrillic.
  'L\u043eud',
  'L\u03bfud',
  'L\u0585ud',
  '\u13deoud',
  '\u0428\u0443m',
  'Noord L\u043eud',
];

describe('the name of a grouping', () => {
  it.each(unseen)('is not %j', (name) => {
    expect(isName(name)).toBe(false);
    expect(isTaken({ name: { nl: name, en: 'Loud' } })).toBe(false);
  });

  it.each([
    'Loud',
    'Noord & Oost',
    'Wijk 3 – zuid',
    'Γειτονιά',
    'حي الشمال',
    'e\u0301\u00e9n',
    'Шум на улице',
    'Wijk Γ',
    'Zuid/Север',
    'µm',
    '東京タワーの近く',
    'Straße №3',
  ])('may be %j', (name) => expect(isName(name)).toBe(true));

  it('is at most a hundred characters, without the spaces around it', () => {
    expect(isName('a'.repeat(groupingNameMax))).toBe(true);
    expect(isName(`  ${'a'.repeat(groupingNameMax)}  `)).toBe(true);
    expect(isName('a'.repeat(groupingNameMax + 1))).toBe(false);
    expect(isTaken({ name: { nl: 'Herrie' } })).toBe(false);
  });
});

describe('a purpose and a reason', () => {
  const isReason = (reason: string): boolean =>
    [
      releasesRoutes.endGrouping.body?.safeParse({ reason }).success,
      releasesRoutes.decideGrouping.body?.safeParse({ decision: 'refuse', reason }).success,
      isTaken({ purpose: reason }),
    ].every(Boolean);

  it('may have lines, and nothing that is unseen or turns the direction of reading', () => {
    expect(isReason('First line\r\n\tsecond line')).toBe(true);
    for (const text of ['', ' \n ', 'a\u0000b', 'a\u001bb', 'a\u202eb', 'a\u2067b']) {
      expect([text, isReason(text)]).toEqual([text, false]);
    }
    expect(isReason('a'.repeat(1000))).toBe(true);
    expect(isReason('a'.repeat(1001))).toBe(false);
  });
});

describe('what a grouping is made of', () => {
  const values = (...chosen: string[]) => ({ content: { kind: 'values', column: 'kind', values: chosen } });

  it('is two to five hundred values', () => {
    const many = (length: number) => values(...Array.from({ length }, (_, index) => `v${index}`));
    expect([isTaken(many(1)), isTaken(many(2)), isTaken(many(500)), isTaken(many(501))]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isTaken(values('a', ''))).toBe(false);
    expect(isTaken(values('a', 'b'.repeat(201)))).toBe(false);
  });

  it('is months that exist', () => {
    const window = (from: string, to: string) => isTaken({ content: { kind: 'window', from, to } });
    expect(window('2024-01', '2024-06')).toBe(true);
    for (const month of ['2024-13', '2024-00', '2024-1', '24-01', '2024-01-01', "2024-01' or 1"]) {
      expect([month, window(month, '2024-06')]).toEqual([month, false]);
    }
  });
});

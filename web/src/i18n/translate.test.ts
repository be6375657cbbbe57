import { beforeAll, describe, expect, test } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatDate,
  formatLasting,
  formatList,
  formatMonth,
  formatShare,
} from './format.ts';
import { sayMessage } from './message.tsx';
import { loadTexts } from './texts.ts';
import { fillText, placeholdersOf } from './translate.ts';

beforeAll(() => Promise.all((['nl', 'en'] as const).map(loadTexts)));

describe('a text', () => {
  test('gets its values filled in, numbers in the way of the language', () => {
    expect(fillText('{n} regels van {name}', 'nl', { n: 15947, name: 'Politie' })).toBe(
      '15.947 regels van Politie',
    );
    expect(fillText('{n} rows', 'en', { n: 15947 })).toBe('15,947 rows');
  });

  test('takes the form that fits the number', () => {
    const text = '{n|# vraag|# vragen}';
    expect([0, 1, 2, 1200].map((n) => fillText(text, 'nl', { n }))).toEqual([
      '0 vragen',
      '1 vraag',
      '2 vragen',
      '1.200 vragen',
    ]);
  });

  test('shows a value that comes in both languages in the language of the reader', () => {
    expect(fillText('{who}', 'en', { who: { nl: 'Politie', en: 'Police' } })).toBe('Police');
  });

  test('does not read placeholders inside a value that somebody typed', () => {
    expect(fillText('{goal} by {name}', 'en', { goal: 'less {name}', name: 'Joris' })).toBe(
      'less {name} by Joris',
    );
  });

  test('lists what it needs', () => {
    expect(placeholdersOf('{n|# doel|# doelen} op {date}')).toEqual(['date', 'n']);
  });
});

describe('a message of the hub', () => {
  const names = new Map([['police', { nl: 'Politie', en: 'Police' }]]);

  test('names organisations and dates as people say them', () => {
    const params = { n: 2, date: '2026-03-12T09:00:00Z' };
    expect(sayMessage('editions.done.goals-agreed', params, 'nl', names)).toBe(
      '2 doelen vastgelegd op 12 maart 2026',
    );
    expect(sayMessage('editions.no-own-goal', { organisation: 'police' }, 'en', names)).toBe(
      'Police has no goal of its own yet.',
    );
  });

  test('with a code that nobody described says so, without showing the code', () => {
    expect(sayMessage('brand.new', {}, 'en', names)).not.toContain('brand.new');
  });
});

describe('formats', () => {
  test('write dates, months, shares and sizes in the language of the reader', () => {
    expect(formatDate('2026-11-21T12:00:00Z', 'nl')).toBe('21 november 2026');
    expect(formatDate('2026-11-21T12:00:00Z', 'en')).toBe('21 November 2026');
    expect(formatMonth('2025-01', 'nl')).toBe('januari 2025');
    expect(formatShare(0.614, 'nl')).toBe('61\u00a0%');
    expect(formatBytes(1_234_000, 'en')).toBe('1.2 MB');
    expect(formatBytes(0, 'en')).toBe('0 byte');
  });

  test('say how long ago in the largest unit that fits', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    expect(formatAgo('2026-11-19T11:00:00Z', now, 'en')).toBe('2 days ago');
    expect(formatAgo('2026-11-20T11:00:00Z', now, 'nl')).toBe('gisteren');
    expect(formatAgo('2026-11-21T11:59:50Z', now, 'en')).toBe('just now');
    expect(formatAgo('2026-11-21T11:59:50Z', now, 'nl')).toBe('net');
    expect(formatAgo('2026-11-21T12:00:20Z', now, 'nl')).toBe('net');
    expect(formatAgo('2026-11-21T11:56:00Z', now, 'nl')).toBe('4 minuten geleden');
    expect(formatAgo('2026-11-19T12:30:00Z', now, 'nl')).toBe('eergisteren');
  });

  test('say how long something has lasted, and nothing within the first minute', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    expect(formatLasting('2026-11-21T11:56:00Z', now, 'nl')).toBe('4 minuten');
    expect(formatLasting('2026-11-20T11:00:00Z', now, 'nl')).toBe('1 dag');
    expect(formatLasting('2026-11-07T11:00:00Z', now, 'en')).toBe('2 weeks');
    expect(formatLasting('2026-11-21T11:59:30Z', now, 'en')).toBeUndefined();
  });

  test('join names with and, or with or', () => {
    expect(formatList(['a', 'b', 'c'], 'nl')).toBe('a, b en c');
    expect(formatList(['a', 'b'], 'en', 'disjunction')).toBe('a or b');
  });
});

import type { Insight } from '@datalab/server/modules/solutions/insights.contract.ts';
import { expect, test } from 'vitest';
import { notesByTheme } from './notes-by-theme.ts';

const permission = { allowed: true };

function insight(id: string, change: Partial<Insight>): Insight {
  return {
    id,
    goal: 'goal',
    numbers: null,
    text: { nl: id, en: id },
    theme: null,
    state: 'note',
    by: 'Ruben Smit',
    organisation: 'police',
    at: '2026-11-21T10:00:00Z',
    evidence: [],
    organisations: [],
    dataSets: [],
    withdrawn: [],
    votes: 0,
    votedByMe: false,
    merged: [],
    owner: null,
    due: null,
    checks: [],
    may: {
      remove: permission,
      vote: permission,
      group: permission,
      merge: permission,
      agree: permission,
      check: permission,
    },
    ...change,
  };
}

test('notes with the same word hang together with most votes first, single ones after them', () => {
  const groups = notesByTheme([
    insight('single', { votes: 9 }),
    insight('second', { theme: 'Wmo', votes: 1 }),
    insight('first', { theme: 'Wmo', votes: 3 }),
    insight('agreed', { state: 'common', theme: 'Wmo', votes: 5 }),
  ]);
  expect(groups.map(({ theme, notes }) => [theme, notes.map(({ id }) => id)])).toEqual([
    ['Wmo', ['first', 'second']],
    [null, ['single']],
  ]);
});

import { describe, expect, test } from 'vitest';
import { emptyReport, readReport } from './report.ts';

const typed = {
  ...emptyReport,
  title: ' A file went astray ',
  what: 'It was mailed to somebody outside.',
  kinds: ['confidentiality' as const],
  day: '2026-11-23',
  time: '9:30',
};

describe('a report of a breach', () => {
  test('says which fields must be filled in otherwise', () => {
    expect(readReport(emptyReport).wrong).toEqual(['title', 'what', 'day', 'kinds', 'time']);
    expect(readReport({ ...typed, time: '25:00', persons: 'many' }).wrong).toEqual(['time', 'persons']);
  });

  test('takes days and times by the clock of who fills it in', () => {
    const { facts } = readReport({ ...typed, persons: '40', from: '2026-11-20' });
    expect(facts).toMatchObject({
      title: 'A file went astray',
      edition: null,
      persons: 40,
      discoveredAt: new Date(2026, 10, 23, 9, 30).toISOString(),
      from: new Date(2026, 10, 20).toISOString(),
    });
  });
});

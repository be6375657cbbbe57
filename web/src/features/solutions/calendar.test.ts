import { describe, expect, test } from 'vitest';
import { dayToCalendar } from './calendar.ts';

const event = {
  id: 'a1',
  day: '2026-12-01',
  title: 'Eén persoon aanwijzen; bij politie, én gemeente',
  details: 'Regel het\nvoor december',
  address: 'https://datalab.example/editions/x/solutions/y',
};
const now = new Date('2026-11-21T10:00:00.000Z');
const lines = dayToCalendar(event, now).split('\r\n');

describe('a task in the calendar', () => {
  test('is a whole day with a stable name, and warns the day before', () => {
    for (const line of [
      'UID:a1@datalab',
      'DTSTAMP:20261121T100000Z',
      'DTSTART;VALUE=DATE:20261201',
      'TRIGGER:-P1D',
    ]) {
      expect(lines).toContain(line);
    }
  });

  test('says what separators and new lines are text', () => {
    expect(lines).toContain('SUMMARY:Eén persoon aanwijzen\\; bij politie\\, én gemeente');
    expect(lines).toContain('DESCRIPTION:Regel het\\nvoor december');
  });

  test('has no line over 75 bytes, and reads the same when put together again', () => {
    const long = dayToCalendar({ ...event, title: 'é'.repeat(200) }, now);
    for (const line of long.split('\r\n')) {
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    }
    expect(long.replaceAll('\r\n ', '')).toContain(`SUMMARY:${'é'.repeat(200)}\r\n`);
    expect(long.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });
});

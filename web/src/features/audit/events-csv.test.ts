import type { AuditEvent } from '@datalab/server/modules/audit/audit.contract.ts';
import { expect, it } from 'vitest';
import { eventsToCsv } from './events-csv.ts';

const event: AuditEvent = {
  sequence: 7,
  at: '2026-11-21T14:05:09Z',
  actor: null,
  action: 'editions.goal-added',
  subject: 'goal/1',
  edition: 'care',
  details: { text: '=1+1' },
  hash: '0',
};
const say = () => ({
  who: '=HYPERLINK("x")',
  organisation: 'Politie; team',
  what: 'a, b',
  reason: '',
  edition: 'Zorg',
});

it('opens in a Dutch spreadsheet: semicolons, a byte order mark, a moment, and nothing that is calculated', () => {
  const [header, row] = eventsToCsv(['nr', 'wanneer'], [event], say, 'nl').split('\r\n');
  expect(header).toBe('\uFEFFnr;wanneer');
  expect(row).toMatch(/^7;2026-11-2[12] \d\d:05:09;/);
  expect(row).toContain(
    `;"'=HYPERLINK(""x"")";"Politie; team";"a, b";;Zorg;editions.goal-added;goal/1;text: =1+1`,
  );
});

it('has commas in English', () => {
  expect(eventsToCsv(['no', 'when'], [event], say, 'en')).toContain('no,when');
  expect(eventsToCsv(['no', 'when'], [event], say, 'en')).toContain(',"a, b",');
});

import { beforeAll, describe, expect, it } from 'vitest';
import { deliveriesTexts } from '../../i18n/deliveries.ts';
import { loadTexts } from '../../i18n/texts.ts';
import { languages } from '../../i18n/translate.ts';
import { reportToCauses } from './causes.ts';
import { pseudonymiseCommand, tokenCommands } from './command.ts';
import { findFailedTry, looksLikeParquet } from './delivery-state.ts';
import { explainError } from './explain.ts';

const error = (row: number, column: string | null, rule: string) => ({
  row,
  column,
  rule,
  value: 'x',
  message: 'not agreed',
});

describe('the causes of rejected rows', () => {
  it('are grouped by rule and column, the most frequent first, with only the first rows', () => {
    const errors = Array.from({ length: 9 }, (_, index) => error(index + 2, 'kind', 'allowed'));
    const causes = reportToCauses({
      counts: [
        { column: 'month', rule: 'month', rows: 2 },
        { column: 'kind', rule: 'allowed', rows: 9 },
      ],
      errors: [...errors, error(3, 'month', 'month')],
    });
    expect(causes.map(({ column, rows, first }) => [column, rows, first.length])).toEqual([
      ['kind', 9, 5],
      ['month', 2, 1],
    ]);
  });

  it('point at the contract only where the contract can be what is wrong', () => {
    const [allowed, month] = reportToCauses({
      counts: [
        { column: 'kind', rule: 'allowed', rows: 2 },
        { column: 'month', rule: 'month', rows: 1 },
      ],
      errors: [],
    });
    expect([allowed?.remedy, month?.remedy]).toEqual(['file-or-contract', 'file']);
  });
});

describe('what is wrong with a value', () => {
  beforeAll(() => Promise.all(languages.map(loadTexts)));

  const wrong = (rule: string, params?: Record<string, string | number>) => ({
    ...error(2, 'month', rule),
    ...(params && { params }),
  });

  it('is said for every rule of the check in both languages, with the values of the contract', () => {
    const params = { format: 'dd-MM-yyyy', level: 'district', allowed: 'a, b', pattern: '^x', fields: 1 };
    const rules = Object.keys(deliveriesTexts.nl).filter((key) => /^rule\.(?!other)/.test(key));
    for (const rule of rules.map((key) => key.replace('rule.', ''))) {
      const broken = wrong(rule, { ...params, minimum: 1900, maximum: '2100-12-31', expected: 3 });
      expect(explainError(broken, 'nl'), rule).toMatch(/^(Di|De|Hi|In) ?/);
      expect(explainError(broken, 'nl'), rule).not.toMatch(/[{}]/);
      expect(explainError(broken, 'en'), rule).not.toBe(explainError(broken, 'nl'));
    }
    expect(explainError(wrong('type.date', params), 'nl')).toContain('dd-mm-jjjj');
    expect(explainError(wrong('area.unknown', params), 'nl')).toBe(
      'Deze wijk bestaat niet in de afgesproken indeling.',
    );
  });

  it('names only the limits there are, as they are written in the contract', () => {
    expect(explainError(wrong('range', { minimum: 1900 }), 'nl')).toBe('Dit mag niet lager zijn dan 1900.');
    expect(explainError(wrong('length', { maximum: 1 }), 'en')).toBe('This may be at most 1 character long.');
  });

  it('keeps the words of the check where a rule or its values are not known here', () => {
    expect(explainError(wrong('colour'), 'nl')).toBe('not agreed');
    expect(explainError(wrong('area.unknown'), 'nl')).toBe('not agreed');
  });
});

describe('a file that should be a delivery', () => {
  it('is recognised by how it begins and ends, not by its name', async () => {
    expect(await looksLikeParquet(new Blob(['PAR1', 'columns', 'PAR1']))).toBe(true);
    expect(await looksLikeParquet(new Blob(['bsn;name\n999990019;A. Jansen\n']))).toBe(false);
    expect(await looksLikeParquet(new Blob(['PAR1']))).toBe(false);
  });
});

describe('the command for the own machine', () => {
  const publicKey = 'ab'.repeat(32);
  const grant = { space: 'edition:care', keyholderUrl: 'http://127.0.0.1:3001', publicKey };
  const files = { source: "Jan's file.csv", contract: 'care.odcs.yaml', out: 'care.parquet' };

  it('can be pasted, also when a name holds a space or a quote', () => {
    expect(pseudonymiseCommand('bash', grant, files).replaceAll(' \\\n ', '')).toBe(
      `./datalab pseudonymise 'Jan'\\''s file.csv' --contract care.odcs.yaml --space edition:care --keyholder http://127.0.0.1:3001 --public-key ${publicKey} --out care.parquet`,
    );
    expect(pseudonymiseCommand('powershell', grant, files).replaceAll(' `\n ', '')).toBe(
      `.\\datalab.cmd pseudonymise 'Jan''s file.csv' --contract care.odcs.yaml --space edition:care --keyholder http://127.0.0.1:3001 --public-key ${publicKey} --out care.parquet`,
    );
  });

  it('checks the codes of areas where the hub has the areas', () => {
    const withAreas = pseudonymiseCommand('bash', grant, { ...files, areas: 'areas-2024.geojson' });
    expect(withAreas).toContain('--areas areas-2024.geojson');
  });

  it('never holds the key itself, which is asked for and kept in the environment', () => {
    const whole = { ...grant, token: 'abc.def' };
    for (const shell of ['bash', 'powershell'] as const) {
      const shown = pseudonymiseCommand(shell, whole, files);
      expect(shown).not.toMatch(/abc\.def|--token/);
      expect(tokenCommands[shell]).toContain('DATALAB_KEYHOLDER_TOKEN');
    }
  });
});

describe('a delivery that came to nothing', () => {
  const refused = { state: 'refused' as const, at: '2026-11-03T10:00:00Z' };

  it('is brought forward while nothing newer was delivered', () => {
    expect(findFailedTry({ current: { at: '2026-11-01T10:00:00Z' }, earlier: [refused] })).toBe(refused);
    expect(findFailedTry({ current: null, earlier: [refused] })).toBe(refused);
  });

  it('is left to rest after a newer delivery landed or was stopped', () => {
    expect(findFailedTry({ current: { at: '2026-11-04T10:00:00Z' }, earlier: [refused] })).toBeUndefined();
    const stopped = { state: 'cancelled' as const, at: '2026-11-05T10:00:00Z' };
    expect(findFailedTry({ current: null, earlier: [refused, stopped] })).toBeUndefined();
  });
});

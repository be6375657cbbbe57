import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { categoryNames, columnNames, datasetNames } from './labels.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';
import { passesElevenTest } from './person-numbers.ts';
import { datasets } from './sources/source.ts';
import { generateTown, type Town } from './town.ts';

function hashesOf(town: Town): string[] {
  return [town.areasFile, ...town.files.map(({ path }) => path)].map((path) =>
    createHash('sha256').update(readFileSync(path)).digest('hex'),
  );
}

/** The raw rows of a file, as a partner's steward would see them. */
function readRows(town: Town, dataset: string): Record<string, string>[] {
  const file = town.files.find((each) => each.dataset === dataset);
  const bytes = readFileSync(file?.path ?? '');
  const text = bytes.toString(dataset === 'tenancies' ? 'latin1' : 'utf8').replace(/^\uFEFF/, '');
  const delimiter = /[;,\t]/.exec(text)?.[0] ?? ',';
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${delimiter}\r\n]*)(${delimiter}|\r?\n)`, 'g');
  const lines: string[][] = [[]];
  for (const [, value = '', end = ''] of text.matchAll(cell)) {
    lines.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end !== delimiter) lines.push([]);
  }
  const [header = [], ...rows] = lines.filter((line) => line.length > 0);
  return rows.map((row) => Object.fromEntries(header.map((name, k) => [name, row[k] ?? ''])));
}

describe('the town of the demo', () => {
  const outDir = mkdtempSync(join(tmpdir(), 'town-'));
  let town: Town;
  let elapsed = 0;
  beforeAll(async () => {
    const started = process.cpuUsage();
    town = await generateTown({ outDir: join(outDir, 'first') });
    const { user, system } = process.cpuUsage(started);
    elapsed = (user + system) / 1e6;
  });
  afterAll(() => rmSync(outDir, { recursive: true, force: true }));

  it('is the same to the byte for the same seed, and another for another', async () => {
    const again = await generateTown({ outDir: join(outDir, 'again') });
    const other = await generateTown({ outDir: join(outDir, 'other'), seed: 'elsewhere' });
    expect(hashesOf(again)).toEqual(hashesOf(town));
    expect(again.truth).toEqual(town.truth);
    expect(hashesOf(other)).not.toEqual(hashesOf(town));
  });

  it('is made within five seconds of work', () => {
    expect(elapsed).toBeLessThan(5);
  });

  it('has one whole file and one contract for each of the six data sets', () => {
    expect(town.files.map(({ dataset }) => dataset).sort()).toEqual([...datasets].sort());
    for (const { path, contract } of town.files) {
      expect(existsSync(path)).toBe(true);
      expect(existsSync(contract)).toBe(true);
    }
    const left = readdirSync(join(outDir, 'first'), { recursive: true }).map(String);
    expect(left.filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('stays small enough to pseudonymise at the first start', () => {
    const persons = datasets.reduce((sum, dataset) => sum + town.truth.rows[dataset].persons, 0);
    expect(persons).toBeGreaterThan(10_000);
    expect(persons).toBeLessThanOrEqual(14_000);
  });

  it('gives every person a fictitious number that passes the eleven-test, but for the planted faults', () => {
    for (const dataset of datasets) {
      const numbers = readRows(town, dataset).flatMap((row) => row['person_number'] || []);
      const failing = numbers.filter((number) => !passesElevenTest(number));
      expect(failing).toHaveLength(town.truth.rows[dataset].faults['person-number'] ?? 0);
      expect(numbers.every((number) => number.startsWith('999'))).toBe(true);
    }
  });

  it('has as many rows as the truth says', () => {
    for (const dataset of datasets) {
      const { read, accepted, rejected } = town.truth.rows[dataset];
      expect(readRows(town, dataset)).toHaveLength(read);
      expect(accepted + rejected).toBe(read);
      expect(rejected).toBeGreaterThan(0);
      expect(rejected / read).toBeLessThan(0.01);
    }
  });

  it('hides the same truth in the raw rows as it tells', () => {
    const reports = readRows(town, 'nuisance-reports').filter(
      (row) => (categoryNames[row['category'] ?? ''] ?? null) !== null && !row['month']?.endsWith('-13'),
    );
    const litter = reports.filter((row) => row['category'] === 'litter').length;
    expect(Math.abs(litter / reports.length - town.truth.categories.litterShare)).toBeLessThan(0.005);
    const undirected = reports.filter((row) => row['follow_up'] === 'none').length;
    expect(Math.abs(undirected / reports.length - town.truth.followUp.noneShare)).toBeLessThan(0.005);

    const numbers = (dataset: string) =>
      new Set(
        readRows(town, dataset)
          .map((row) => row['person_number'] ?? '')
          .filter(passesElevenTest),
      );
    const support = numbers('social-support');
    const care = numbers('mental-health-care');
    const both = [...care].filter((number) => support.has(number)).length;
    expect(Math.abs(both / care.size - town.truth.supportAmongCare.share)).toBeLessThan(0.01);
  });

  it('writes files the way different systems do', () => {
    const start = (dataset: string) => {
      const file = town.files.find((each) => each.dataset === dataset);
      return readFileSync(file?.path ?? '');
    };
    expect(start('social-support').subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(start('tenancies').includes(Buffer.from('ö', 'latin1'))).toBe(true);
    expect(start('tenancies').toString('latin1')).toContain(',00\r\n');
    expect(start('benefits').toString('utf8').split('\r\n')[0]).toContain('\t');
    expect(start('nuisance-reports').toString('utf8')).toContain('uur;\nburen');
  });

  describe('its planted truth', () => {
    it('is that one in five people in mental health care uses social support, others far more', () => {
      expect(town.truth.supportAmongCare.share).toBeGreaterThan(0.17);
      expect(town.truth.supportAmongCare.share).toBeLessThan(0.23);
      expect(town.truth.supportAmongBenefits.share).toBeGreaterThan(0.35);
    });

    it('is that 14 persons account for about 60 % of the reports about a person', () => {
      const { persons, share, bands } = town.truth.frequentPersons;
      expect(persons).toBe(14);
      expect(share).toBeGreaterThan(0.55);
      expect(share).toBeLessThan(0.65);
      expect(bands['10-24'].persons).toBeGreaterThanOrEqual(12);
      expect(bands['10-24'].reports / bands['10-24'].persons).toBeLessThan(15);
    });

    it('is that reports are concentrated in five neighbourhoods while care is spread', () => {
      const { share, neighbourhoods, carePerThousand } = town.truth.concentration;
      expect(neighbourhoods).toHaveLength(5);
      expect(share).toBeGreaterThan(0.5);
      expect(carePerThousand.highest / carePerThousand.lowest).toBeLessThan(1.15);
    });

    it('is that litter is the largest category', () => {
      const { counts, litterShare } = town.truth.categories;
      expect(Math.max(...Object.values(counts))).toBe(counts['litter']);
      expect(litterShare).toBeGreaterThan(0.35);
      expect(litterShare).toBeLessThan(0.4);
    });

    it('is that about 70 % of the reports have no organisation that leads the follow-up', () => {
      expect(town.truth.followUp.noneShare).toBeGreaterThan(0.67);
      expect(town.truth.followUp.noneShare).toBeLessThan(0.73);
    });
  });

  it('names every data set, column and category in both languages', () => {
    expect(Object.keys(datasetNames).sort()).toEqual([...datasets].sort());
    const contracts = town.files.map(({ contract }) => readFileSync(contract, 'utf8')).join('\n');
    const categories = [...contracts.matchAll(/^ {16}- "?([a-z-]+)"?$/gm)].map(([, name = '']) => name);
    expect(categories.length).toBeGreaterThan(25);
    for (const name of categories) expect(categoryNames, name).toHaveProperty(name);
    const columns = contracts
      .split('      - name: ')
      .filter((part) => /role, value: (dimension|measure) /.test(part))
      .map((part) => part.split('\n')[0] ?? '');
    expect(columns.length).toBeGreaterThan(9);
    for (const name of columns) expect(columnNames, name).toHaveProperty(name);
  });

  it('has five organisations with a colour each, and a steward for each', () => {
    expect(new Set(organisations.map(({ colour }) => colour)).size).toBe(5);
    expect(organisations.flatMap((organisation) => organisation.datasets).sort()).toEqual(
      [...datasets].sort(),
    );
    for (const { slug } of organisations) {
      expect(people.some((person) => person.organisation === slug && person.roles.includes('steward'))).toBe(
        true,
      );
    }
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    expect(people.every(({ email }) => email.endsWith('voorbeeldstad.example'))).toBe(true);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkplace, runDatalab, startDatalab, type Workplace } from '../datalab.testing.ts';

let place: Workplace;
beforeAll(async () => {
  place = await createWorkplace();
});
afterAll(() => place.remove());

const judge = async (description: unknown, ...more: string[]) => {
  const file = await place.write('output.json', JSON.stringify(description));
  return runDatalab(['judge', file, ...more]);
};

const regression = {
  kind: 'regression',
  observations: 210,
  contributors: 200,
  parameters: 5,
  explained: 0.42,
  groups: [
    { name: 'lives in Aalburg', contributors: 9 },
    { name: 'woman', contributors: 96 },
  ],
  outputs: ['coefficients', 'residual-plot'],
};

describe('datalab judge', () => {
  it('says what in an output is unsafe, about which part, in both languages', async () => {
    const run = await judge(regression, '--json');
    expect(run.exitCode).toBe(3);
    expect(JSON.parse(run.stdout)).toEqual({
      kind: 'regression',
      verdict: 'unsafe',
      issues: [
        {
          reason: 'small-group',
          subject: 'lives in Aalburg',
          nl: 'Een groep in het model is te klein, of laat te weinig anderen over.',
          en: 'A group in the model is too small, or leaves too few others.',
        },
        {
          reason: 'per-record',
          subject: 'residual-plot',
          nl: 'Hierin is elke persoon apart te zien.',
          en: 'Each person can be seen in it separately.',
        },
      ],
    });
    expect(run.stderr).toContain('residual-plot: Each person can be seen in it separately.');
  });

  it('writes for its reader, in Dutch when asked', async () => {
    const run = await judge({ kind: 'extreme' }, '--language', 'nl');
    expect(run.exitCode).toBe(3);
    expect(run.stdout).toBe(
      'extreme: mag zo niet naar buiten.\n  De hoogste of laagste waarde is de waarde van één iemand.\n',
    );
  });

  it('lets go with exit code 0 what is safe, by the threshold that is given', async () => {
    const share = { kind: 'share', size: 40, having: 12 };
    expect(await judge(share)).toMatchObject({
      exitCode: 0,
      stdout: 'share: may be published as described.\n',
    });
    expect((await judge(share, '--threshold', '41')).exitCode).toBe(3);
  });

  it('judges the sum behind a mean by the rules, and keeps amounts, holders and rules to itself', async () => {
    const rules = await place.write('rules.json', '{"rules":[{"kind":"p-percent","p":17}]}');
    const amounts = [9_411, ...Array.from({ length: 19 }, () => 2)];
    const contributions = amounts.map((value, at) => ({ holder: `firm-${at}`, value }));
    const run = await judge({ kind: 'mean', contributions }, '--rules', rules, '--json');
    expect(run.exitCode).toBe(3);
    expect(JSON.parse(run.stdout).issues).toMatchObject([{ reason: 'dominated' }]);
    expect(run.stdout + run.stderr).not.toMatch(/17|9411|firm/);
    const sums = { income: contributions };
    const correlation = { kind: 'correlation', contributors: 20, coefficient: 0.5, sums };
    const correlated = await judge(correlation, '--rules', rules, '--json');
    expect(JSON.parse(correlated.stdout).issues).toMatchObject([{ reason: 'dominated', subject: 'income' }]);
    const without = await judge({ kind: 'mean', contributions });
    expect(without.exitCode).toBe(2);
    expect(without.stderr).toContain('Give --rules');
  });

  it('leaves a mean of amounts below zero to a person', async () => {
    const rules = await place.write('rules.json', '{"rules":[{"kind":"p-percent","p":17}]}');
    const contributions = Array.from({ length: 20 }, (_, at) => ({ holder: `h${at}`, value: at - 1 }));
    const run = await judge({ kind: 'mean', contributions }, '--rules', rules);
    expect(run.exitCode).toBe(3);
    expect(run.stdout).toContain('mean: a person has to judge this.');
  });

  it.each([
    { kind: 'percentile', contributors: 100, percent: 50 },
    { kind: 'histogram', bins: [{ name: '0-10', contributors: 40 }], edges: 'registered' },
    { kind: 'correlation', contributors: 50, coefficient: 0.3 },
    {
      kind: 'odds-ratio',
      table: [
        [10, 40],
        [25, 90],
      ],
    },
    {
      kind: 'chart',
      form: 'bars',
      axis: 'shown',
      cells: [
        { name: 'a', value: 20 },
        { name: 'b', value: null },
      ],
    },
    { kind: 'rounded-counts', redactUpTo: 12, base: 5 },
  ])('reads and judges: $kind', async (description) => {
    expect((await judge(description)).exitCode).toBe(0);
  });

  it('reads null where nothing could be computed, as nothing varies', async () => {
    const run = await judge({ ...regression, groups: [], outputs: [], explained: null }, '--json');
    expect(JSON.parse(run.stdout).issues).toMatchObject([{ reason: 'constant' }]);
  });
});

describe('datalab judge as a process', () => {
  it('ends with the exit code and all of its text', async () => {
    const file = await place.write('extreme.json', JSON.stringify({ kind: 'extreme' }));
    const run = await startDatalab(['judge', file, '--language', 'nl']).ended;
    expect(run).toEqual(await runDatalab(['judge', file, '--language', 'nl']));
    expect(run.exitCode).toBe(3);
  });
});

describe('datalab judge, given a description that cannot be', () => {
  it.each([
    ['no kind', {}, 'which kind of output'],
    ['a kind that is not known', { kind: 'toString' }, 'which kind of output'],
    ['a misspelt field', { ...regression, group: [] }, 'group is not known here'],
    ['a field that is missing', { kind: 'share', size: 40 }, 'having must be a number'],
    ['a text for a number', { kind: 'share', size: 40, having: '12' }, 'having must be a number'],
    ['an output that is not known', { ...regression, outputs: ['all'] }, 'outputs[0] must be coefficients'],
    ['a table of three rows', { kind: 'odds-ratio', table: [1, 2, 3] }, 'table must be a list of two'],
    ['a count that cannot be', { ...regression, contributors: 200.5 }, 'is a whole number from 0'],
    ['more cases than people', { kind: 'share', size: 4, having: 5 }, 'the first within the second'],
  ])('refuses %s', async (_, description, message) => {
    const run = await judge(description);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });
});

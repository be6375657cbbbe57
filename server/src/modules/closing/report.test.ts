import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { ProtectedValue } from '../../platform/http/common.contract.ts';
import type { Answer } from '../analyses/answer.contract.ts';
import type { Evidence } from '../analyses/evidence.contract.ts';
import { answerToNodes } from './report.chart.ts';
import { type ReportNode, reportNode } from './report.contract.ts';
import { impactOf } from './report.end.ts';
import { type AnalysedFact, shownIn, toldMost, toldOf, toPublic } from './report.facts.ts';
import { reportToHtml } from './report.html.ts';
import { element, localNode, olderNode, section } from './report.nodes.ts';
import { foundOf, marksOf } from './report.sections.ts';
import { createWords } from './report.words.ts';

const name = (text: string) => ({ nl: text, en: text });
const words = createWords('en');

function answer(shape: Answer['shape'], kind: 'month' | 'category', rows: Answer['rows']): Answer {
  return {
    key: 'view',
    title: name('Reports'),
    shape,
    query: { from: 'reports', measures: [{ count: 'records' }], by: ['where'], where: [], also: [] },
    dimensions: [{ key: 'where', label: name('Where'), kind, valueNames: { a: name('Dike') } }],
    measures: [{ key: 'count.records', label: name('Number of reports'), kind: 'records' }],
    rows,
    totals: null,
    areaYear: null,
    sql: '',
  };
}

const cell = (where: string, value: number | 'suppressed' | 'missing') => ({
  where,
  'count.records': toValue(value),
});

function toValue(value: number | 'suppressed' | 'missing'): ProtectedValue {
  if (typeof value === 'string') return { status: value };
  return value === 0 ? { status: 'zero', value: 0 } : { status: 'published', value };
}

function textOf(node: ReportNode | string): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join(' ');
}

describe('a chart in a report', () => {
  test('is a table with bars in which zero, too few and not known read differently', () => {
    const rows = [cell('x', 'missing'), cell('y', 'suppressed'), cell('z', 0), cell('a', 1200)];
    const [figure] = answerToNodes(answer('bars', 'category', rows), words);
    expect(reportNode.safeParse(figure).success).toBe(true);
    const text = textOf(figure ?? '').replaceAll(/\s+/g, ' ');
    expect(text).toContain('Dike 1,200 z 0 y too few to show x not known');
  });

  test('says of each number how far it may be off, and between which numbers a range is', () => {
    const off = (where: string, value: number) => ({
      where,
      'count.records': { status: 'published' as const, value, margin: 5 },
    });
    const range = { where: 'r', 'count.records': { status: 'range' as const, from: 40, to: 49 } };
    const few = {
      where: 'f',
      'count.records': { status: 'suppressed' as const, reason: 'under-minimum' as const },
    };
    const nodes = answerToNodes(answer('bars', 'category', [off('a', 120), range, few]), words);
    const text = textOf(nodes[0] ?? '').replaceAll(/\s+/g, ' ');
    expect(text).toContain('Dike 120 ± 5 r 40 to 49 f under 10, perhaps none');
    expect(JSON.stringify(nodes[0])).toContain('report-whisker');
    expect(textOf(nodes[1] ?? '')).toContain('After ± you see by how much at most.');
  });

  test('has a band around a line, and a bar for a range instead of a point', () => {
    const off = (where: string, value: number) => ({
      where,
      'count.records': { status: 'published' as const, value, margin: 5 },
    });
    const range = { where: '2026-03', 'count.records': { status: 'range' as const, from: 40, to: 49 } };
    const rows = [off('2026-01', 20), off('2026-02', 30), range, off('2026-04', 35)];
    const html = JSON.stringify(answerToNodes(answer('line', 'month', rows), words));
    expect(html).toContain('lowest 20, highest 35. Each number can be at most 5 off.');
    expect(html).toContain('report-band');
    expect(html.match(/M[\d.]+ [\d.]+L[\d.]+ [\d.]+","class":"report-span"/g)).toHaveLength(1);
    expect(html).not.toContain('cannot be shown');
  });

  test('says a figure in a sentence with how far it may be off, in both languages', () => {
    const share = { status: 'published', value: 0.3427, margin: 0.02 } as const;
    expect(words.said(share, 'share')).toBe('34\u00a0% (at most 3 percentage points off)');
    expect(createWords('nl').said(share, 'share')).toBe('34\u00a0% (hoogstens 3 procentpunt ernaast)');
    expect(words.said({ status: 'published', value: 0.3427 }, 'share')).toBe('34\u00a0%');
  });

  test('explains its protection in the words of the pages, with its own numbers', () => {
    const rows = [cell('a', 1200), cell('x', 'suppressed')];
    const total = { ...answer('bars', 'category', rows), totals: { 'count.records': toValue(1210) } };
    const text = answerToNodes(total, words).map(textOf).join(' ');
    expect(text).toContain('Every number can be a little higher or lower than the real one.');
    expect(text).toContain('The rows that you see add up to 1,200, the total is 1,210.');
    const hidden = answerToNodes(answer('bars', 'category', rows), words)
      .map(textOf)
      .join(' ');
    expect(hidden).toContain(
      '‘Too few to show’, as for x, means: this number would reveal too much about people.',
    );
  });

  test('is a line with a gap where a value cannot be shown, and says so in words', () => {
    const rows = [
      cell('2026-01', 10),
      cell('2026-02', 30),
      cell('2026-03', 'suppressed'),
      cell('2026-04', 20),
    ];
    const html = JSON.stringify(answerToNodes(answer('line', 'month', rows), words));
    expect(html).toContain(
      'Number of reports, from January 2026 to April 2026: from 10 to 20; lowest 10, highest 30. Months that cannot be shown: 1.',
    );
    expect(html.match(/M[\d.]+ [\d.]+/g)?.length).toBeGreaterThanOrEqual(3);
  });
});

test('a report names the goals that nothing measures now, and tells not yet from not any more (83)', () => {
  const goals = [
    { id: 'a', title: name('Cleaner streets'), state: 'measured' as const },
    { id: 'b', title: name('Fewer rats'), state: 'unmeasured' as const },
    { id: 'c', title: name('Happier neighbours'), state: 'stopped' as const },
  ];
  const board = { indicators: [], followed: { realised: 0, measured: 0 }, may: { add: { allowed: true } } };
  const tell = (told: typeof goals) =>
    textOf(impactOf({ impact: { ...board, goals: told } }, (organisation) => organisation, words));
  expect(tell(goals)).toContain('Fewer rats (not measured yet)');
  expect(tell(goals)).toContain('Happier neighbours (not measured any more)');
  expect(tell(goals)).not.toContain('Cleaner streets');
  expect(tell(goals.slice(0, 1))).not.toContain('Goals that are not being measured now');
});

test('a report says of a figure whose data left by whom and when', () => {
  const withdrawn = [{ organisation: 'police', at: '2026-11-20T10:00:00.000Z' }];
  const text = marksOf(withdrawn, () => 'Police', words)
    .map(textOf)
    .join(' ');
  expect(text).toBe('Source withdrawn: this is based on data that Police withdrew on 20 November 2026.');
  expect(marksOf([], () => 'Police', words)).toEqual([]);
});

describe('a text whose other language is newer', () => {
  const text = {
    nl: 'Heel stil',
    en: 'Quiet',
    writtenIn: 'nl' as const,
    writtenAt: { nl: '2026-06-05T10:00:00.000Z', en: '2026-03-03T10:00:00.000Z' },
  };

  test('says in the language that is older since when, and nothing in the other', () => {
    expect(textOf(localNode(text, words)).replaceAll(/\s+/g, ' ')).toBe(
      'Quiet (The English text is older: written on 3 March 2026. The Dutch text was changed on 5 June 2026.)',
    );
    expect(localNode(text, createWords('nl'))).toBe('Heel stil');
    expect(olderNode(text, createWords('nl'))).toBeUndefined();
    expect(localNode(name('Quiet'), words)).toBe('Quiet');
  });

  test('says the time too where both were written on one day, and no day that is not known', () => {
    const oneDay = { ...text, writtenAt: { ...text.writtenAt, nl: '2026-03-03T15:30:00.000Z' } };
    expect(words.older(oneDay)).toMatch(/3 March 2026 at 11:00.*3 March 2026 at 16:30/);
    const { en: _, ...known } = text.writtenAt;
    expect(words.older({ ...text, writtenAt: known })).toBe(
      'Changed in Dutch on 5 June 2026. The English text has not been updated yet.',
    );
    const { writtenAt: __, ...unknown } = text;
    expect(words.older(unknown)).toBe('Changed in Dutch. The English text has not been updated yet.');
  });
});

describe('a report as a file', () => {
  const report = {
    language: 'nl' as const,
    title: 'A <b>title</b>',
    fileName: 'a.html',
    sections: [
      section(
        'one',
        'Eén & twee',
        element('p', {}, '<script>alert(1)</script>'),
        element('a', { href: '/evidence/1' }, 'Bewijs'),
      ),
    ],
  };

  test('runs, loads and links nothing, whatever people typed', async () => {
    const style = await readFile(new URL('./report.contract.css', import.meta.url), 'utf8');
    const html = reportToHtml(report, style);
    expect(html).toContain('<html lang="nl">');
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<b>|href=|src=|url\(|@import/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('<h2 id="one-title">Eén &amp; twee</h2>');
  });
});

test('a file counts the figures of each result in it once, and none of those that it does not show', () => {
  const answers = [answer('bars', 'category', [])];
  const of = (dataSet: string) => [{ dataSet }] as unknown as Evidence['sources'];
  const protection = {
    method: 'test',
    minimumCount: 10,
    suppressedCells: 2,
    publishedCells: 5,
    zeroCells: 1,
  };
  const shown = shownIn([
    { answers, protection, sources: of('reports') },
    { answers, protection, sources: of('care') },
    { answers: [], protection, sources: of('older') },
  ]);
  expect(shown).toEqual({ dataSets: ['reports', 'care'], figures: { shown: 12, suppressed: 4 } });
});

describe('the analyses that a report tells of one by one', () => {
  const analysed = (id: string, isConcluded: boolean): AnalysedFact => ({
    id,
    evidence: `evidence of ${id}`,
    finding: isConcluded ? { text: name('Found'), figures: [], care: null } : null,
  });
  const plain = Array.from({ length: 200 }, (_, n) => analysed(`plain ${n}`, false));

  test('are all of them where they are few', () => {
    expect(toldOf(plain.slice(0, toldMost), new Set())).toEqual(plain.slice(0, toldMost));
  });

  test('are at most so many, what insights rest on and what was concluded before the newest, in their own order', () => {
    const concluded = Array.from({ length: toldMost - 3 }, (_, n) => analysed(`concluded ${n}`, true));
    const told = toldOf([...concluded, ...plain], new Set(['plain 0']));
    const ids = [...concluded.map(({ id }) => id), 'plain 0', 'plain 198', 'plain 199'];
    expect(told.map(({ id }) => id)).toEqual(ids);
  });

  test('say where their numbers come from, and are followed by how many more there are', () => {
    const finding = {
      text: name('Litter is reported most.'),
      figures: [{ name: 'n', kind: 'value' as const, value: { status: 'published' as const, value: 7 } }],
      care: name('Of {n} reports the place is not known, 34 % elsewhere.'),
      elsewhere: [{ number: '34 %', source: 'Annual report' }],
    };
    const protection = {
      method: 'test',
      minimumCount: 5,
      suppressedCells: 0,
      publishedCells: 0,
      zeroCells: 0,
    };
    const at = '2026-01-01T10:00:00.000Z';
    const one: Evidence = {
      id: 'e',
      number: 1,
      finding,
      answers: [],
      sources: [],
      organisations: [],
      protection,
      withdrawn: [],
      by: 'Noor',
      at,
      hash: '',
      newer: null,
      underEarlierRules: false,
      edition: { slug: 'care', title: name('Care') },
      goal: { id: 'g', text: name('Quiet'), organisation: null, at, successCriterion: null },
      question: { id: 'q', number: 1, text: name('What?'), rung: 'descriptive', askedBy: 'town' },
      analysis: { id: 'a', title: name('Reports'), version: 1 },
    };
    const tell = (analyses: readonly AnalysedFact[], found = one) =>
      textOf(foundOf({ analyses, evidence: [found], usedAnalyses: new Set() }, String, words));
    expect(tell(plain)).toContain('And 199 more analyses, which stand in step 4 of the edition.');
    expect(tell(plain.slice(0, 1))).not.toContain('more analyses');
    const older = { nl: 'Afval het meest', en: 'Litter is reported most.', writtenIn: 'nl' as const };
    const earlier = toPublic({ ...one, underEarlierRules: true });
    expect(tell(plain, earlier)).toContain('The figures were made under earlier rules');
    expect(tell(plain, earlier)).not.toContain('Annual report');
    expect(toPublic(one)).toBe(one);
    const renewed = { ...one, finding: { text: older, figures: [], care: older } };
    expect(tell(plain, renewed).match(/The English text has not been updated yet/g)).toHaveLength(2);
    expect(tell(plain)).not.toContain('not been updated');
    expect(tell(plain)).toContain('Of 7 reports the place is not known');
    expect(tell(plain)).toContain('“34 %” comes from elsewhere: Annual report.');
  });
});

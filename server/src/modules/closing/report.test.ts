import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { ProtectedValue } from '../../platform/http/common.contract.ts';
import type { Answer } from '../analyses/answer.contract.ts';
import type { Evidence } from '../analyses/evidence.contract.ts';
import { answerToNodes } from './report.chart.ts';
import { type ReportNode, reportNode } from './report.contract.ts';
import { impactOf } from './report.end.ts';
import { type AnalysedFact, toldMost, toldOf } from './report.facts.ts';
import { reportToHtml } from './report.html.ts';
import { element, section } from './report.nodes.ts';
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
      edition: { slug: 'care', title: name('Care') },
      goal: { id: 'g', text: name('Quiet'), organisation: null, at, successCriterion: null },
      question: { id: 'q', number: 1, text: name('What?'), rung: 'descriptive', askedBy: 'town' },
      analysis: { id: 'a', title: name('Reports'), version: 1 },
    };
    const tell = (analyses: readonly AnalysedFact[]) =>
      textOf(foundOf({ analyses, evidence: [one], usedAnalyses: new Set() }, String, words));
    expect(tell(plain)).toContain('And 199 more analyses, which stand in step 4 of the edition.');
    expect(tell(plain.slice(0, 1))).not.toContain('more analyses');
    expect(tell(plain)).toContain('Of 7 reports the place is not known');
    expect(tell(plain)).toContain('“34 %” comes from elsewhere: Annual report.');
  });
});

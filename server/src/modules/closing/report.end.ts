import type { Indicator } from '../impact/impact.contract.ts';
import type { Closing } from './closing.contract.ts';
import {
  categoryWords,
  levels,
  levelWords,
  statementWords,
  transferLevelWords,
} from './closing-words.contract.ts';
import { answerToNodes } from './report.chart.ts';
import type { ReportNode } from './report.contract.ts';
import type { ReportFacts } from './report.facts.ts';
import { element, list, olderNode, paragraph, section, table, terms } from './report.nodes.ts';
import { type NameOf, sourcesOf } from './report.sections.ts';
import type { Words } from './report.words.ts';

export function impactOf({ impact }: Pick<ReportFacts, 'impact'>, name: NameOf, words: Words): ReportNode {
  const { indicators, goals } = impact;
  const open = goals.filter(({ state }) => state !== 'measured');
  return section(
    'impact',
    words.text('impact'),
    indicators.length === 0
      ? paragraph(words.text('impactNone'))
      : indicators.map((one) => indicatorOf(one, name, words)),
    open.length === 0 ? undefined : paragraph(words.text('goalsOpen'), 'report-label'),
    open.length === 0
      ? undefined
      : list(open.map(({ title, state }) => `${words.local(title)} (${words.text(`goal_${state}`)})`)),
  );
}

function indicatorOf(one: Indicator, name: NameOf, words: Words): ReportNode {
  const { level, before, after, noise } = one.judgement;
  const mean = (value: number | null): string =>
    value === null ? words.text('missing') : words.number(value, 1);
  return element(
    'section',
    {},
    element('h3', {}, words.local(one.name)),
    olderNode(one.name, words),
    terms([
      [words.text('measuredAbout'), words.local(one.about.title)],
      [words.text('measuredSince'), words.month(one.start)],
      [words.text('measuredBefore'), mean(before.mean)],
      [words.text('measuredAfter'), mean(after.mean)],
      ...(noise ? [[words.text('measuredNoise'), words.number(Math.ceil(noise * 10) / 10, 1)] as const] : []),
      ...(one.target === null ? [] : [[words.text('measuredTarget'), words.number(one.target, 1)] as const]),
      [words.text('howSure'), words.text(`level_${level}`)],
    ]),
    answerToNodes(one.figure, words),
    one.verdicts.flatMap(({ organisation, verdict, because, numbers }) => [
      paragraph(
        words.text('verdict', {
          organisation: name(organisation),
          verdict: words.text(`verdict_${verdict}`),
          because,
        }),
      ),
      ...sourcesOf(numbers?.elsewhere, words),
    ]),
    paragraph(words.text('madeOf', { names: one.organisations.map(name).join(', ') }), 'report-small'),
  );
}

export function evaluationOf(
  { closing }: Pick<ReportFacts, 'closing'>,
  name: NameOf,
  words: Words,
): ReportNode {
  const { spreads, answers, brought, otherwise } = closing.results;
  const around = [evaluatorOf(closing, name, words), balanceOf(closing, name, words)];
  if (spreads === null) {
    return section('evaluation', words.text('evaluation'), paragraph(words.text('evaluationFew')), ...around);
  }
  return section(
    'evaluation',
    words.text('evaluation'),
    paragraph(words.text('evaluationCount', { n: answers })),
    table({
      caption: words.text('evaluation'),
      captionHidden: true,
      head: [
        words.text('statement'),
        ...[...levels, 'unknown' as const].map((level) => words.local(levelWords[level])),
      ],
      rows: spreads.map(({ statement, counts, unknown }) => [
        words.local(statementWords[statement]),
        ...[...counts, unknown].map((n) => words.number(n)),
      ]),
    }),
    quotes(words.text('brought'), brought),
    quotes(words.text('otherwise'), otherwise),
    ...around,
  );
}

/** Requirement 112: by organisation; the names of people are in no report. */
function evaluatorOf({ evaluator }: Closing, name: NameOf, words: Words): ReportNode | undefined {
  if (evaluator?.state !== 'accepted') return undefined;
  return paragraph(words.text('evaluator', { organisation: name(evaluator.organisation) }));
}

/** Requirement 107: what was not told is not 0. */
function balanceOf({ balances }: Closing, name: NameOf, words: Words): ReportNode | undefined {
  if (balances.length === 0) return undefined;
  const amount = (value: number | null): string =>
    value === null ? words.text('notTold') : words.number(value);
  return table({
    caption: words.text('balance'),
    head: [
      words.text('organisation'),
      words.text('hours'),
      words.text('euros'),
      words.text('savedHours'),
      words.text('savedEuros'),
    ],
    rows: balances.map(({ organisation, hours, euros, savedHours, savedEuros }) => [
      name(organisation),
      ...[hours, euros, savedHours, savedEuros].map(amount),
    ]),
  });
}

export function lessonsOf({ closing }: ReportFacts, name: NameOf, words: Words): ReportNode {
  const { lessons, transfers } = closing;
  return section(
    'lessons',
    words.text('lessons'),
    lessons.length === 0 && transfers.length === 0 ? paragraph(words.text('lessonsNone')) : undefined,
    lessons.length === 0
      ? undefined
      : table({
          caption: words.text('lessons'),
          captionHidden: true,
          head: [words.text('lesson'), words.text('lessonKind'), words.text('forWhom')],
          rows: lessons.map(({ text, category, forWhom }) => [
            words.local(text),
            words.local(categoryWords[category]),
            words.local(forWhom),
          ]),
        }),
    transfers.length === 0
      ? undefined
      : table({
          caption: words.text('transfers'),
          head: [words.text('what'), words.text('transferFrom'), words.text('transferTo')],
          rows: transfers.map(({ what, from, to, level }) => [
            words.local(what),
            name(from),
            words.text('transferTowards', {
              names: to.map(name).join(', '),
              level: words.local(transferLevelWords[level]),
            }),
          ]),
        }),
  );
}

export function appendixOf({ edition, questions, evidence }: ReportFacts, words: Words): ReportNode {
  const minimum = Math.max(0, ...evidence.map(({ protection }) => protection.minimumCount));
  return section(
    'appendix',
    words.text('appendix'),
    element('h3', {}, words.text('questions')),
    edition.questionListLocked ? paragraph(words.text('questionsLocked')) : undefined,
    table({
      caption: words.text('questions'),
      captionHidden: true,
      head: [words.text('question'), words.text('rung'), words.text('state')],
      rows: questions.map(({ number, text, rung, status }) => [
        `${number}. ${words.local(text)}`,
        words.text(`rung_${rung}`),
        words.text(`status_${status}`),
      ]),
    }),
    ...(evidence.length === 0
      ? []
      : [
          element('h3', {}, words.text('hashes')),
          table({
            caption: words.text('hashes'),
            captionHidden: true,
            head: [words.text('what'), words.text('versionsUsed'), words.text('hash')],
            rows: evidence.map(({ number, sources, hash }) => [
              words.text('evidence', { number }),
              sources.map(({ name, version }) => `${words.local(name)} ${version}`).join(', '),
              element('span', { class: 'report-hash' }, hash),
            ]),
          }),
          element('h3', {}, words.text('protection')),
          paragraph(words.text('protectionText', { n: minimum })),
        ]),
  );
}

function quotes(title: string, texts: readonly string[]): ReportNode | undefined {
  return texts.length === 0
    ? undefined
    : element('section', { class: 'report-item' }, element('h3', {}, title), list(texts));
}

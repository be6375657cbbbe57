import { styleOfFigure } from '../../platform/http/figure-style.contract.ts';
import type { ElsewhereMark } from '../../platform/http/unbound-numbers.contract.ts';
import { approximateRows } from '../../platform/rows/row-counts.ts';
import type { Evidence } from '../analyses/evidence.contract.ts';
import type { Withdrawal } from '../editions/editions.contract.ts';
import type { Insight } from '../solutions/insights.contract.ts';
import type { Solution } from '../solutions/solutions.contract.ts';
import { answerToNodes } from './report.chart.ts';
import type { ReportNode } from './report.contract.ts';
import type { ReportFacts } from './report.facts.ts';
import { element, list, localNode, olderNode, paragraph, section, table, terms } from './report.nodes.ts';
import type { Words } from './report.words.ts';

export type NameOf = (organisation: string) => string;

export function headOf(facts: ReportFacts, name: NameOf, words: Words) {
  const { edition, analyses, insights, solutions, usedAnalyses } = facts;
  const from = words.date(edition.createdAt);
  const { finishedAt } = edition;
  return element(
    'section',
    { id: 'head', 'aria-labelledby': 'head-title' },
    paragraph(words.text('kicker'), 'report-kicker'),
    element('h1', { id: 'head-title' }, words.local(edition.title)),
    paragraph(words.local(edition.aim), 'report-lead'),
    terms([
      [words.text('theme'), words.local(edition.theme)],
      [words.text('initiator'), name(edition.initiator)],
      [
        words.text('period'),
        finishedAt === null
          ? words.text('periodSince', { from })
          : words.text('periodFromTo', { from, to: words.date(finishedAt) }),
      ],
    ]),
    element('h2', {}, words.text('inShort')),
    terms([
      [
        words.text('numberIn'),
        words.number(edition.participations.filter(({ decision }) => decision === 'in').length),
      ],
      [words.text('numberDataSets'), words.number(edition.dataSets.length)],
      [words.text('numberFound'), words.number(analyses.filter(({ finding }) => finding !== null).length)],
      [
        words.text('numberUsed'),
        words.text('usedOf', {
          n: analyses.filter(({ id }) => usedAnalyses.has(id)).length,
          of: analyses.length,
        }),
      ],
      [words.text('numberInsights'), words.number(insights.length)],
      [words.text('numberSolutions'), words.number(solutions.length)],
    ]),
  );
}

export function whoOf({ edition }: ReportFacts, name: NameOf, words: Words): ReportNode {
  return section(
    'who',
    words.text('who'),
    table({
      caption: words.text('who'),
      captionHidden: true,
      head: [words.text('organisation'), words.text('takesPart')],
      rows: edition.participations.map(({ organisation, decision, decidedAt }) => {
        const date = decidedAt === null ? '' : words.date(decidedAt);
        if (decision === 'in') return [name(organisation), date];
        return [
          name(organisation),
          decision === 'out' ? words.text('steppedOut', { date }) : words.text('notDecided'),
        ];
      }),
    }),
  );
}

export function goalsOf({ edition }: ReportFacts, name: NameOf, words: Words): ReportNode {
  return section(
    'goals',
    words.text('goals'),
    table({
      caption: words.text('goals'),
      captionHidden: true,
      head: [words.text('goal'), words.text('goalOf'), words.text('reachedWhen')],
      rows: edition.goals.map(({ text, organisation, successCriterion }) => [
        localNode(text, words),
        organisation === null ? words.text('jointGoal') : name(organisation),
        successCriterion === null ? words.text('notSaid') : localNode(successCriterion, words),
      ]),
    }),
  );
}

export function knownOf({ picture }: ReportFacts, name: NameOf, words: Words): ReportNode {
  if (picture.documents.length + picture.findings.length === 0) {
    return section('known', words.text('known'), paragraph(words.text('knownNone')));
  }
  return section(
    'known',
    words.text('known'),
    picture.findings.map(({ text, quote, document, page, withdrawn }) =>
      element(
        'section',
        { class: 'report-item' },
        paragraph(text),
        quote === '' ? undefined : element('blockquote', {}, quote),
        paragraph(words.text('page', { title: document.title, page }), 'report-small'),
        marksOf(withdrawn === null ? [] : [withdrawn], name, words),
      ),
    ),
    table({
      caption: words.text('sources'),
      head: [words.text('source'), words.text('broughtBy')],
      rows: picture.documents.map(({ title, organisation }) => [title, name(organisation)]),
    }),
  );
}

export function dataOf({ edition }: ReportFacts, name: NameOf, words: Words): ReportNode {
  if (edition.dataSets.length === 0) {
    return section('data', words.text('data'), paragraph(words.text('dataNone')));
  }
  return section(
    'data',
    words.text('data'),
    paragraph(words.text('dataLead')),
    table({
      caption: words.text('data'),
      captionHidden: true,
      head: ['dataSet', 'owner', 'version', 'rows'].map((key) => words.text(key as 'dataSet')),
      rows: edition.dataSets.map(({ name: title, owner, version, rows }) => [
        words.local(title),
        name(owner),
        version ?? words.text('notDelivered'),
        rows === null ? '' : words.number(approximateRows(rows)),
      ]),
    }),
  );
}

export function foundOf(
  { analyses, evidence, usedAnalyses }: Pick<ReportFacts, 'analyses' | 'evidence' | 'usedAnalyses'>,
  name: NameOf,
  words: Words,
): ReportNode {
  const more = analyses.length - evidence.length;
  if (evidence.length === 0) return section('found', words.text('found'), paragraph(words.text('foundNone')));
  return section(
    'found',
    words.text('found'),
    evidence.map((one) => findingOf(one, usedAnalyses.has(one.analysis.id), name, words)),
    more === 0 ? undefined : paragraph(words.text('foundMore', { n: more }), 'report-small'),
  );
}

function findingOf(one: Evidence, isUsed: boolean, name: NameOf, words: Words): ReportNode {
  const { finding } = one;
  const title = finding === null ? words.local(one.analysis.title) : sentenceOf(finding, words);
  const care = finding?.care ?? null;
  return element(
    'section',
    { class: 'report-finding' },
    element('h3', {}, title),
    olderNode(finding?.text ?? one.analysis.title, words),
    sourcesOf(finding?.elsewhere, words),
    marksOf(one.withdrawn, name, words),
    isUsed ? undefined : paragraph(words.text('notUsed'), 'report-small'),
    one.underEarlierRules ? paragraph(words.text('earlierRules')) : undefined,
    one.answers.flatMap((answer) => answerToNodes(answer, words)),
    finding === null || care === null
      ? undefined
      : element(
          'p',
          { class: 'report-small' },
          element('strong', {}, words.text('readWithCare')),
          ' ',
          sentenceOf({ ...finding, text: care }, words),
          olderNode(care, words),
        ),
    element(
      'p',
      { class: 'report-small' },
      `${words.text('madeOf', { names: one.organisations.map(name).join(', ') })} `,
      element(
        'a',
        { href: `/evidence/${one.id}` },
        `${words.text('evidence', { number: one.number })} (/evidence/${one.id})`,
      ),
    ),
  );
}

function sentenceOf(
  { text, figures }: Pick<NonNullable<Evidence['finding']>, 'text' | 'figures'>,
  words: Words,
): string {
  return words.local(text).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const figure = figures.find((candidate) => candidate.name === name);
    return figure === undefined
      ? words.said({ status: 'missing' }, 'count')
      : words.said(figure.value, styleOfFigure(figure));
  });
}

export function insightsOf({ insights }: ReportFacts, name: NameOf, words: Words): ReportNode {
  if (insights.length === 0) {
    return section('insights', words.text('insights'), paragraph(words.text('insightsNone')));
  }
  return section(
    'insights',
    words.text('insights'),
    insights.map((one) => insightOf(one, name, words)),
  );
}

function insightOf(
  { text, numbers, evidence, organisations, checks, withdrawn }: Insight,
  name: NameOf,
  words: Words,
): ReportNode {
  const sources = evidence.map(({ title }) => words.local(title)).join('; ');
  return element(
    'section',
    { class: 'report-item' },
    element('h3', {}, words.local(text)),
    sourcesOf(numbers?.elsewhere, words),
    paragraph(words.text('restsOn', { names: sources }), 'report-small'),
    marksOf(withdrawn, name, words),
    organisations.length === 0
      ? undefined
      : paragraph(words.text('madeOf', { names: organisations.map(name).join(', ') }), 'report-small'),
    checks.map((check) => paragraph(words.text(`check_${check.outcome}`, { text: check.text }))),
  );
}

/** Where the numbers of a text come from that are no figure of the edition. */
export function sourcesOf(marks: readonly ElsewhereMark[] | undefined, words: Words): ReportNode[] {
  return (marks ?? []).map(({ number, source }) =>
    paragraph(words.text('elsewhere', { number, source }), 'report-small'),
  );
}

/** What was published stays in the report, with the organisation that withdrew the data behind it. */
export function marksOf(withdrawn: readonly Withdrawal[], name: NameOf, words: Words): ReportNode[] {
  return withdrawn.map(({ organisation, at }) =>
    paragraph(words.text('withdrawn', { name: name(organisation), date: words.date(at) }), 'report-small'),
  );
}

export function solutionsOf({ solutions }: ReportFacts, name: NameOf, words: Words): ReportNode {
  if (solutions.length === 0) {
    return section('solutions', words.text('solutions'), paragraph(words.text('solutionsNone')));
  }
  return section(
    'solutions',
    words.text('solutions'),
    solutions.map((one) => solutionOf(one, name, words)),
  );
}

function solutionOf(one: Solution, name: NameOf, words: Words): ReportNode {
  const { feasibility, realisation, tasks } = one;
  return element(
    'section',
    {},
    element('h3', {}, words.local(one.title)),
    paragraph(words.local(one.text)),
    terms([
      [words.text('state'), words.text(`state_${one.state}`)],
      [words.text('follows'), one.insights.map(({ text }) => words.local(text)).join('; ')],
      ...(feasibility === null
        ? []
        : [
            [words.text('mustBeDone'), localNode(feasibility.mustBeDone, words)] as const,
            [words.text('stakeholders'), localNode(feasibility.stakeholders, words)] as const,
            [
              words.text('forum'),
              feasibility.forum === null ? words.text('forumNone') : localNode(feasibility.forum, words),
            ] as const,
            [words.text('whyNot'), localNode(feasibility.whyNot, words)] as const,
          ]),
      ...(realisation === null
        ? []
        : [
            [words.text('arrange'), words.local(realisation.arrange)] as const,
            [words.text('puller'), name(realisation.puller)] as const,
            [words.text('follow'), words.local(realisation.follow)] as const,
          ]),
      ...(one.endedBecause === null ? [] : [[words.text('ended'), one.endedBecause] as const]),
    ]),
    tasks.length === 0 ? undefined : paragraph(words.text('tasks'), 'report-label'),
    tasks.length === 0
      ? undefined
      : list(
          tasks.map(({ text, organisation, due, doneAt }) =>
            words.text('task', {
              task: words.local(text),
              organisation: name(organisation),
              state:
                doneAt === null ? words.text('taskDue', { date: words.date(due) }) : words.text('taskDone'),
            }),
          ),
        ),
  );
}

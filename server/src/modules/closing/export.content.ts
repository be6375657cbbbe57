import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Evidence } from '../analyses/evidence.contract.ts';
import { boxesAgreedElsewhere, type Canvas } from '../canvas/canvas.contract.ts';
import type { Preparation } from '../preparation/preparation.contract.ts';
import type { Solution } from '../solutions/solutions.contract.ts';
import type { ExportFile } from './export.contract.ts';
import type { ReportFacts } from './report.facts.ts';
import { exportFormat, exportVersion } from './template.contract.ts';

export interface ExportParts {
  readonly facts: ReportFacts;
  /** Of every analysis, also of those that the report does not tell of. */
  readonly evidence: ExportFile['evidence'];
  readonly canvas: Canvas;
  readonly preparation: Preparation;
  /** The name of each document in the archive, by its id. */
  readonly files: ReadonlyMap<string, string>;
  readonly people: readonly { readonly name: string; readonly organisation: string }[] | undefined;
  readonly at: Date;
}

/** Everything of an edition but its rows of data, and its people only when asked. */
export function partsToExport({
  facts,
  evidence: found,
  canvas,
  preparation,
  files,
  people,
  at,
}: ExportParts): ExportFile {
  const { edition, organisations, questions, picture, closing } = facts;
  const known = new Map(organisations.map((one) => [one.slug, one]));
  const nameOf = (slug: string): LocalText => known.get(slug)?.name ?? { nl: slug, en: slug };
  const goals = edition.goals.map(({ id }) => id);
  return {
    format: exportFormat,
    version: exportVersion,
    exportedAt: at.toISOString(),
    edition: {
      slug: edition.slug,
      title: edition.title,
      aim: edition.aim,
      theme: edition.theme,
      region: edition.region,
      initiator: edition.initiator,
      status: edition.status,
      startedAt: edition.createdAt,
      finishedAt: edition.finishedAt,
    },
    organisations: edition.participations.map(({ organisation, decision }) => ({
      slug: organisation,
      name: nameOf(organisation),
      kind: known.get(organisation)?.kind ?? 'region',
      decision,
    })),
    goals: edition.goals.map(({ organisation, text, successCriterion }) => ({
      organisation: organisation === null ? null : nameOf(organisation),
      text,
      successCriterion,
    })),
    questions: questions.map(({ goal, text, rung }) => ({
      goal: Math.max(0, goals.indexOf(goal)),
      text,
      rung,
    })),
    questionStates: questions.map(({ number, status, note }) => ({ number, status, note })),
    canvas: canvas.boxes.flatMap(({ key, agreed }) =>
      agreed === null || boxesAgreedElsewhere.includes(key) ? [] : [{ box: key, text: agreed.text }],
    ),
    problemCheck: preparation.questions.flatMap(({ key, agreed }) =>
      agreed === null ? [] : [{ question: key, answer: agreed.answer, why: agreed.why }],
    ),
    dataSets: edition.dataSets.map(({ id, name, owner, version }) => ({ id, name, owner, version })),
    documents: picture.documents.map(({ id, title, organisation, pages, sha256 }) => ({
      file: files.get(id) ?? '',
      title,
      organisation,
      pages,
      sha256,
    })),
    known: picture.findings.map(({ text, quote, document, page }) => ({
      text,
      quote,
      document: document.title,
      page,
    })),
    evidence: found,
    insights: facts.insights.map(({ text, organisations: of, evidence, checks }) => ({
      text,
      organisations: of,
      evidence: evidence.map(({ title }) => title),
      checks: checks.map(({ outcome, text: seen }) => ({ outcome, text: seen })),
    })),
    solutions: facts.solutions.map(solutionToFile),
    evaluation: closing.results,
    evaluator: closing.evaluator?.state === 'accepted' ? closing.evaluator.organisation : null,
    balances: closing.balances.map(({ by: _by, at: _at, ...told }) => told),
    lessons: closing.lessons.map(({ category, text, forWhom }) => ({ category, text, forWhom })),
    transfers: closing.transfers.map(({ what, from, to, level }) => ({ what, from, to, level })),
    ...(people === undefined
      ? {}
      : { people: people.map(({ name, organisation }) => ({ name, organisation })) }),
  };
}

export function evidenceToFile(one: Evidence): ExportFile['evidence'][number] {
  const { number, hash, at, question, analysis, finding, organisations, protection } = one;
  return {
    number,
    hash,
    at,
    question: question.number,
    title: analysis.title,
    finding,
    organisations,
    answers: one.answers.map(({ title, query, rows }) => ({ title, query, rows })),
    sources: one.sources.map(({ dataSet, name, organisation, version, rows }) => ({
      dataSet,
      name,
      organisation,
      version,
      rows,
    })),
    protection: { method: protection.method, minimumCount: protection.minimumCount },
  };
}

function solutionToFile(one: Solution): ExportFile['solutions'][number] {
  const { title, text, state, insights, feasibility, realisation, tasks, endedBecause } = one;
  return {
    title,
    text,
    state,
    insights: insights.map((insight) => insight.text),
    feasibility,
    realisation,
    tasks: tasks.map(({ text: what, organisation, due, doneAt }) => ({
      text: what,
      organisation,
      due,
      doneAt,
    })),
    endedBecause,
  };
}

import type { DisclosureParameters } from '@datalab/query-control';
import { explainProtection } from '@datalab/query-control';
import { hashContent } from '../../platform/canonical-json.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText, ProtectedValue } from '../../platform/http/common.contract.ts';
import { approximateRows, isOpenAreaData } from '../../platform/rows/row-counts.ts';
import type { EditionView } from './analyses.deps.ts';
import type { Answer, Finding, SentAnswer, WrittenFinding } from './answer.contract.ts';
import type { Evidence, EvidenceContent } from './evidence.contract.ts';
import { computeFigures, type FigureProtection } from './figures.ts';
import type { LandedSource } from './landed-sources.ts';
import type { Question } from './questions.contract.ts';

export interface Run {
  readonly id: string;
  readonly number: number;
  readonly edition: EditionView;
  readonly question: Question;
  readonly analysis: { readonly id: string; readonly title: LocalText; readonly version: number };
  readonly finding: WrittenFinding | null;
  readonly answers: SentAnswer[];
  /** The sources the answers were made from, no others. */
  readonly sources: readonly LandedSource[];
  readonly checkedBeside: NonNullable<Evidence['checkedBeside']>;
  readonly parameters: DisclosureParameters;
  readonly actor: Actor;
  readonly at: Date;
}

/** Everything a reader needs to walk back from the numbers to where they came from, sealed with its hash. */
export function runToEvidence(run: Run): EvidenceContent {
  const goal = run.edition.goals.find(({ id }) => id === run.question.goal);
  if (goal === undefined) throw new Error(`question ${run.question.id} hangs under a goal that is gone`);
  const content: Omit<EvidenceContent, 'hash'> = {
    id: run.id,
    number: run.number,
    edition: { slug: run.edition.slug, title: run.edition.title },
    goal: {
      id: goal.id,
      text: goal.text,
      organisation: goal.organisation,
      at: goal.at,
      successCriterion: goal.successCriterion,
    },
    question: {
      id: run.question.id,
      number: run.question.number,
      text: run.question.text,
      rung: run.question.rung,
      askedBy: run.question.askedBy,
    },
    analysis: run.analysis,
    finding: run.finding === null ? null : inputToFinding(run.finding, run.answers, run.parameters),
    answers: run.answers,
    sources: run.sources.map(sourceFacts),
    organisations: [...new Set(run.sources.map(({ owner }) => owner))],
    protection: protectionFacts(run.parameters, run.answers),
    checkedBeside: run.checkedBeside,
    by: run.actor.name,
    at: run.at.toISOString(),
  };
  return { ...content, hash: hashContent(content) };
}

export function inputToFinding(
  input: WrittenFinding,
  answers: readonly Answer[],
  protection: FigureProtection,
): Finding {
  return {
    text: input.text,
    figures: computeFigures(input.figures, answers, protection),
    care: input.care,
    ...(input.elsewhere?.length && { elsewhere: input.elsewhere }),
  };
}

export function sourceFacts(source: LandedSource): Evidence['sources'][number] {
  const { about, contract, delivery } = source;
  const rounded = !isOpenAreaData(contract);
  const amount = (rows: number): number => (rounded ? approximateRows(rows) : rows);
  return {
    dataSet: source.dataSet,
    name: source.name,
    organisation: source.owner,
    version: source.version,
    rows: amount(source.rows),
    rounded,
    landedAt: source.landedAt.toISOString(),
    delivery: {
      ...delivery,
      at: delivery.at.toISOString(),
      read: amount(delivery.read),
      accepted: amount(delivery.accepted),
      rejected: amount(delivery.rejected),
    },
    contract: {
      id: contract.id,
      version: contract.version,
      purpose: about.purpose,
      legalBasis: about.legalBasis,
      retention: contract.retention ?? null,
      limitations: about.limitations,
    },
  };
}

export function protectionFacts(
  parameters: DisclosureParameters,
  answers: readonly Answer[],
): Evidence['protection'] {
  const cells = answers.flatMap(({ rows, measures }) =>
    rows.flatMap((row) => measures.flatMap(({ key }) => cellIn(row[key]))),
  );
  const count = (status: ProtectedValue['status']): number =>
    cells.filter((cell) => cell.status === status).length;
  const { method, minimumCount } = explainProtection(parameters);
  return {
    method,
    minimumCount,
    suppressedCells: count('suppressed'),
    publishedCells: count('published') + count('range'),
    zeroCells: count('zero'),
  };
}

function cellIn(value: Answer['rows'][number][string] | undefined): ProtectedValue[] {
  return value !== null && typeof value === 'object' ? [value] : [];
}

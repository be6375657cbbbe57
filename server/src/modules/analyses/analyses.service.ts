import { dimensionKey, measureKey } from '@datalab/warehouse';
import type { z } from 'zod';
import type { Db, Tx } from '../../platform/db/database.ts';
import { Failure, type FailureParams, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { requireBoundNumbers } from '../../platform/http/bound-numbers.ts';
import { changeOptionalText, changeText } from '../../platform/http/local-text.contract.ts';
import type { AnalysesAction } from './actions.contract.ts';
import type { Analysis } from './analyses.contract.ts';
import type { AnalysesDeps, EditionView } from './analyses.deps.ts';
import { mayAnalyse, mayBeAnalysed, mayRun } from './analyses.policy.ts';
import { type AnalysisRow, insertAnalysis, insertNextVersion } from './analyses.queries.ts';
import type { AnalysesReader } from './analyses.reader.ts';
import type { AnalysesTables } from './analyses.tables.ts';
import type { analysisChange, analysisInput } from './analysis-input.contract.ts';
import type { FindingChange, View, WrittenFinding } from './answer.contract.ts';
import { answerInEdition, shownOf } from './answer-in-edition.ts';
import { type ReadView, readViews } from './answer-views.ts';
import type { EvidenceContent, SentEvidence } from './evidence.contract.ts';
import { insertEvidence, nextEvidenceNumber } from './evidence.queries.ts';
import { runToEvidence } from './evidence-content.ts';
import { judgeFigures } from './figures.ts';
import { readUsed } from './guarded-data.ts';
import type { Question } from './questions.contract.ts';
import { findQuestion } from './questions.queries.ts';

type AnalysisInput = z.output<typeof analysisInput>;
type AnalysisChange = z.output<typeof analysisChange>;

/** A computed result that still has to get its number in the edition. */
type Unsealed = (number: number) => EvidenceContent;

export function createAnalysesService(deps: AnalysesDeps, reader: AnalysesReader) {
  const { findEdition, now, newId } = deps;

  /** False when somebody else changed it meanwhile: then it is to be done on what is there now, so that no words are lost. */
  async function changeOnce(
    actor: Actor,
    edition: EditionView,
    id: string,
    input: AnalysisChange,
    signal: AbortSignal,
  ): Promise<boolean> {
    const before = await reader.getRow(edition.id, id);
    const question = await getQuestion(deps, edition.id, input.question);
    requireAllowed(mayBeAnalysed(question), 409);
    const [at, version] = [now(), before.version + 1];
    const row: AnalysisRow = { ...before, ...changeRow(before, input, at), version, at };
    try {
      const work = { actor, edition, question, row, signal, may: mayAnalyse };
      await computeAndSave(deps, work, async (tx, save) => {
        if (!(await insertNextVersion(tx, row))) throw new ChangedMeanwhile();
        await save('analyses.changed', { version });
      });
      return true;
    } catch (error) {
      if (error instanceof ChangedMeanwhile) return false;
      throw error;
    }
  }

  return {
    async create(actor: Actor, slug: string, input: AnalysisInput, signal: AbortSignal): Promise<Analysis> {
      const edition = await findEdition(slug, actor);
      requireOpen(mayAnalyse(actor, edition));
      const question = await getQuestion(deps, edition.id, input.question);
      requireAllowed(mayBeAnalysed(question), 409);
      const [by, at] = [actor.name, now()];
      const row: AnalysisRow = { id: newId(), by, at, version: 1, ...inputToRow(input, at) };
      const work = { actor, edition, question, row, signal, may: mayAnalyse };
      await computeAndSave(deps, work, async (tx, save) => {
        await insertAnalysis(tx, edition.id, row);
        await save('analyses.created', { question: question.number });
      });
      return reader.describe(actor, edition, row.id, signal);
    },

    async change(
      actor: Actor,
      slug: string,
      id: string,
      input: AnalysisChange,
      signal: AbortSignal,
    ): Promise<Analysis> {
      const edition = await findEdition(slug, actor);
      requireOpen(mayAnalyse(actor, edition));
      while (!(await changeOnce(actor, edition, id, input, signal)));
      return reader.describe(actor, edition, id, signal);
    },

    async run(actor: Actor, slug: string, id: string, signal: AbortSignal): Promise<SentEvidence> {
      const edition = await findEdition(slug, actor);
      requireOpen(mayRun(actor, edition));
      const row = await reader.getRow(edition.id, id);
      const question = await getQuestion(deps, edition.id, row.question);
      const work = { actor, edition, question, row, signal, may: mayRun };
      const content = await computeAndSave(deps, work, (_tx, save) =>
        save('analyses.ran', { version: row.version }),
      );
      return { ...content, newer: null, underEarlierRules: false, withdrawn: [] };
    },
  };
}

class ChangedMeanwhile extends Error {}

async function getQuestion(
  { db }: AnalysesDeps,
  edition: string,
  id: string,
  tx: Db<AnalysesTables> = db,
): Promise<Question> {
  const question = await findQuestion(tx, edition, id);
  if (question === undefined) throw new Failure('analyses.question-unknown', 404);
  return question;
}

interface Work {
  readonly actor: Actor;
  readonly edition: EditionView;
  readonly question: Question;
  readonly row: AnalysisRow;
  readonly signal: AbortSignal;
  readonly may: typeof mayAnalyse;
}

type Save = (action: AnalysesAction, details: FailureParams) => Promise<EvidenceContent>;

/** Computes a result and saves it, together with who was shown it. */
async function computeAndSave<T>(
  deps: AnalysesDeps,
  work: Work,
  finish: (tx: Tx<AnalysesTables>, save: Save) => Promise<T>,
): Promise<T> {
  const { actor, edition, question, row, may } = work;
  const used = await readUsed(deps, edition, readViews(row.views));
  await deps.guard.requireMayAnswer(deps.db, question, used);
  const result = await compute(deps, work);
  // It can have waited minutes for a check, in which what was allowed has ended.
  requireOpen(may(actor, await deps.findEdition(edition.slug, actor)));
  return deps.db.transaction().execute(async (tx) => {
    await deps.guard.requireMayAnswer(tx, await getQuestion(deps, edition.id, question.id, tx), used);
    return finish(tx, async (action, details) => {
      const content = await save(deps, tx, { ...work, action, details }, result);
      await deps.recordShown(tx, {
        edition: edition.slug,
        what: { evidence: content.id },
        actor,
        ...shownOf(content),
      });
      return content;
    });
  });
}

async function compute(
  deps: AnalysesDeps,
  { actor, edition, question, row, signal }: Work,
): Promise<Unsealed> {
  const at = deps.now();
  const answered = await answerInEdition(deps, edition.slug, readViews(row.views), signal, at);
  const { id, title, version, finding } = row;
  const run = { id: deps.newId(), edition, question, analysis: { id, title, version }, finding };
  return (number) => runToEvidence({ ...run, ...answered, number, actor, at });
}

/** Numbers, seals and keeps a result together with its line in the log. */
async function save(
  { record }: AnalysesDeps,
  tx: Tx<AnalysesTables>,
  {
    actor,
    edition,
    action,
    details,
  }: Work & { readonly action: AnalysesAction; readonly details: FailureParams },
  result: Unsealed,
): Promise<EvidenceContent> {
  const content = result(await nextEvidenceNumber(tx, edition.id));
  await insertEvidence(tx, edition.id, content);
  await record(tx, {
    actor,
    action,
    subject: `analysis/${content.analysis.id}`,
    edition: content.edition.slug,
    details: { ...details, evidence: content.id },
  });
  return content;
}

/** A role without permission is forbidden (403); a step that is not open is a matter of state (409). */
function requireOpen(answer: ReturnType<typeof mayRun>): void {
  requireAllowed(answer, !answer.allowed && answer.reason === 'analyses.step-not-open' ? 409 : 403);
}

type Words = Pick<AnalysisRow, 'question' | 'title' | 'views' | 'finding'>;

function inputToRow({ question, finding: written, ...input }: AnalysisInput, at: Date): Words {
  const views: View[] = input.views.map((view) => ({ ...view, title: changeText(null, view.title, at) }));
  const finding = written && {
    ...written,
    text: changeText(null, written.text, at),
    care: changeOptionalText(null, written.care, at),
  };
  judgeFinding(finding, null, readViews(views));
  return { question, title: changeText(null, input.title, at), views, finding };
}

/** Every text that is not written again keeps its words in both languages. */
function changeRow(before: AnalysisRow, { question, ...change }: AnalysisChange, at: Date): Words {
  const title = change.title === undefined ? before.title : changeText(before.title, change.title, at);
  const views = change.views.map((view): View => {
    const kept = before.views.find(({ key }) => key === view.key)?.title;
    return { ...view, title: view.title ? changeText(kept ?? null, view.title, at) : (kept ?? title) };
  });
  const finding = changeFinding(before.finding, change.finding, at);
  judgeFinding(finding, before.finding, readViews(views));
  return { question, title, views, finding };
}

function changeFinding(
  kept: WrittenFinding | null,
  change: FindingChange | null | undefined,
  at: Date,
): WrittenFinding | null {
  if (change === undefined) return kept;
  if (change === null) return null;
  return {
    text: changeText(kept?.text ?? null, change.text, at),
    figures: change.figures,
    care: changeOptionalText(kept?.care ?? null, change.care, at),
    elsewhere: change.elsewhere ?? kept?.elsewhere,
  };
}

function judgeFinding(
  finding: WrittenFinding | null,
  kept: WrittenFinding | null,
  views: readonly ReadView[],
): void {
  if (finding === null) return;
  const shapes = views.map(({ view, query }) => ({
    key: view.key,
    measures: query.measures.map(measureKey),
    dimensions: query.by.map(dimensionKey),
  }));
  const { text, care, figures, elsewhere } = finding;
  const texts = [text, care].flatMap((one) => (one === null ? [] : [one.nl, one.en]));
  const problems = judgeFigures(texts, figures, shapes);
  if (problems.length > 0) throw new Failure('analyses.figure-unknown', 422, {}, problems);
  requireBoundNumbers(
    { texts: { 'finding.text': text, 'finding.care': care }, elsewhere },
    { texts: { 'finding.text': kept?.text, 'finding.care': kept?.care }, elsewhere: kept?.elsewhere },
  );
}

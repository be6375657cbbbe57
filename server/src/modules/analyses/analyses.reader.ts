import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Opened } from '../releases/releases.api.ts';
import type { Analysis, AnalysisSummary, QueryOption } from './analyses.contract.ts';
import type { AnalysesDeps, EditionView } from './analyses.deps.ts';
import { mayAnalyse, mayRun, maySeeResults } from './analyses.policy.ts';
import { type AnalysesPage, type AnalysisRow, findAnalysis, listAnalysesPage } from './analyses.queries.ts';
import { createSetting, openedOf } from './answer-in-edition.ts';
import { isUnderEarlierRules } from './earlier-evidence.ts';
import { findUnderEarlierRules } from './earlier-rules.ts';
import { findPreviews, listNewestRuns, listRuns, type RunRow } from './evidence.queries.ts';
import { sourceToQueryOption } from './query-options.ts';
import type { Question } from './questions.contract.ts';
import { listQuestions } from './questions.queries.ts';
import { type WithdrawnSource, withdrawalsUnder } from './withdrawals.ts';

/** The newest analyses are drawn beside their sentence; a drawing for each of hundreds would be megabytes. */
const drawnMost = 30;

export type AnalysesReader = ReturnType<typeof createAnalysesReader>;

export function createAnalysesReader(deps: AnalysesDeps) {
  const { db, findEdition, findLandedSources, listWithdrawn } = deps;

  async function getRow(edition: string, id: string): Promise<AnalysisRow> {
    const row = await findAnalysis(db, edition, id);
    if (row === undefined) throw new Failure('analyses.unknown', 404);
    return row;
  }

  async function describe(
    actor: Actor,
    edition: EditionView,
    id: string,
    signal: AbortSignal,
  ): Promise<Analysis> {
    const row = await getRow(edition.id, id);
    const runs = await listRuns(db, id);
    await deps.recordOpened(actor, edition.slug, runs.slice(0, 1).filter(hasFinding).map(toOpened));
    const withdrawn = await listWithdrawn(edition.slug);
    return {
      ...summarise(row, runs[0], await listQuestions(db, edition.id), withdrawn),
      views: row.views,
      underEarlierRules: wasUnderEarlierRules(runs[0])
        ? await findUnderEarlierRules(deps, edition.slug, row.views, signal)
        : [],
      findingInput: row.finding,
      runs: runs.map(({ id: evidence, version, summary: { at, by } }) => ({ evidence, at, by, version })),
      may: { run: mayRun(actor, edition), change: mayAnalyse(actor, edition) },
    };
  }

  return {
    getRow,
    describe,

    async list(actor: Actor, slug: string, page: AnalysesPage) {
      const edition = await findEdition(slug, actor);
      const may = { analyse: mayAnalyse(actor, edition) };
      if (!maySeeResults(actor, edition).allowed) return { analyses: [], earlier: 0, may };
      if (page.before !== undefined) await getRow(edition.id, page.before);
      const { rows, earlier } = await listAnalysesPage(db, edition.id, page);
      const newest = await listNewestRuns(
        db,
        edition.id,
        rows.map(({ id }) => id),
      );
      const questions = await listQuestions(db, edition.id);
      const withdrawn = await listWithdrawn(slug);
      const open = [...newest.values()].filter((run) => !wasUnderEarlierRules(run));
      const drawn = new Set(rows.slice(-drawnMost).map(({ id }) => id));
      const previews = await findPreviews(
        db,
        open.filter(({ analysis }) => drawn.has(analysis)).map(({ id }) => id),
      );
      const opened = open.filter((run) => previews.has(run.id) || hasFinding(run));
      await deps.recordOpened(actor, slug, opened.map(toOpened));
      return {
        analyses: rows.map((row) => {
          const run = newest.get(row.id);
          return {
            ...summarise(row, run, questions, withdrawn),
            preview: previews.get(run?.id ?? '') ?? null,
          };
        }),
        earlier,
        may,
      };
    },

    async get(actor: Actor, slug: string, id: string, signal: AbortSignal): Promise<Analysis> {
      const edition = await findEdition(slug, actor);
      requireAllowed(maySeeResults(actor, edition));
      return describe(actor, edition, id, signal);
    },

    async listOptions(actor: Actor, slug: string, signal: AbortSignal): Promise<QueryOption[]> {
      requireAllowed(maySeeResults(actor, await findEdition(slug, actor)));
      const sources = await findLandedSources(slug);
      const setting = await createSetting(deps, slug, sources, { signal });
      return Promise.all(sources.map((source) => sourceToQueryOption(source, setting)));
    },
  };
}

/** Whether the newest result is from before all questions were closed. */
function wasUnderEarlierRules(newest: RunRow | undefined): boolean {
  return newest !== undefined && isUnderEarlierRules(newest.summary);
}

/** Whether a list shows figures of it. */
function hasFinding(run: RunRow): boolean {
  return run.summary.finding !== null && !wasUnderEarlierRules(run);
}

function toOpened({ summary }: RunRow): Opened {
  return openedOf(summary);
}

function summarise(
  row: AnalysisRow,
  newest: RunRow | undefined,
  questions: readonly Question[],
  withdrawn: readonly WithdrawnSource[],
): Omit<AnalysisSummary, 'preview'> {
  const question = questions.find(({ id }) => id === row.question);
  if (question === undefined) throw new Error(`analysis ${row.id} belongs to a question that is gone`);
  return {
    id: row.id,
    title: row.title,
    question: row.question,
    questionNumber: question.number,
    rung: question.rung,
    by: row.by,
    at: row.at.toISOString(),
    version: row.version,
    evidence: newest?.id ?? null,
    finding: wasUnderEarlierRules(newest) ? null : (newest?.summary.finding ?? null),
    askedUnderEarlierRules: wasUnderEarlierRules(newest),
    organisations: newest?.summary.organisations ?? [],
    withdrawn: withdrawalsUnder(newest?.summary.sources ?? [], withdrawn),
  };
}

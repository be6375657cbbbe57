import type { AnyDb, Given } from '../../platform/db/database.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import { createAnalysesReader } from './analyses.reader.ts';
import { bindAnalyses } from './analyses.routes.ts';
import { createAnalysesService } from './analyses.service.ts';
import { ownTables } from './analyses.tables.ts';
import { listNewestRuns } from './evidence.queries.ts';
import { createEvidenceService } from './evidence.service.ts';
import { createIndicatorMeasurement } from './indicator-measurement.ts';
import { listQuestions } from './questions.queries.ts';
import { createQuestions } from './questions.service.ts';
import { chooseRung } from './rungs.service.ts';

export { hashContent } from '../../platform/canonical-json.ts';
export type { AnalysesDeps, EditionView } from './analyses.deps.ts';
export { analysesMigrations } from './analyses.migrations.ts';
export { listCitable } from './citable.queries.ts';
export type { IndicatorMeasurement, Measurable, Measurement, MeasureWork } from './indicator-measurement.ts';
export { createKeptAnswers } from './kept-answers.ts';
export type { FindLandedSources, LandedSource } from './landed-sources.ts';
export { listQuestions } from './questions.queries.ts';
export { type WithdrawnSource, withdrawalsUnder } from './withdrawals.ts';

export function createAnalyses(given: Given<AnalysesDeps>) {
  const deps = { ...given, db: ownTables(given.db) };
  const questions = createQuestions(deps);
  const reader = createAnalysesReader(deps);
  const service = createAnalysesService(deps, reader);
  const evidence = createEvidenceService(deps);
  return {
    bindings: bindAnalyses({ questions, chooseRung: chooseRung.bind(null, deps), reader, service, evidence }),
    indicatorMeasurement: createIndicatorMeasurement(deps),
  };
}

/** What the gates of an edition need to know of its questions. */
export async function countQuestions(db: AnyDb, edition: string) {
  const questions = await listQuestions(db, edition);
  const count = (status: string): number => questions.filter((question) => question.status === status).length;
  return {
    total: questions.length,
    new: count('new'),
    known: count('known'),
    toAnalyse: count('to-analyse'),
    answered: count('answered'),
    dropped: count('dropped'),
    goals: questions.map(({ goal }) => goal),
  };
}

/** Analyses of the edition whose newest run carries a finding. */
export async function countFindings(db: AnyDb, edition: string): Promise<number> {
  const newest = await listNewestRuns(ownTables(db), edition);
  return [...newest.values()].filter(({ summary }) => summary.finding !== null).length;
}

import type { AnyDb } from '../../platform/db/database.ts';
import { listQuestions } from '../analyses/analyses.api.ts';
import type { CanvasEdition, RiskFacts } from '../canvas/canvas.api.ts';
import { currentVersions } from '../deliveries/deliveries.api.ts';
import { editionSpace, listAgreedDataSets, listGoals } from '../editions/editions.api.ts';

/** What the canvas of an edition weighs of its goals, questions and data. */
export async function findPromiseFacts(
  db: AnyDb,
  { id, slug, currentStep }: CanvasEdition,
): Promise<RiskFacts> {
  const questions = await listQuestions(db, id);
  const landed = new Set((await currentVersions(db, editionSpace(slug))).map(({ dataSet }) => dataSet));
  const agreed = await listAgreedDataSets(db, id);
  return {
    currentStep,
    goals: await listGoals(db, id),
    questions: questions.filter(({ status }) => status !== 'dropped'),
    dataSets: agreed.map(({ dataSet }) => ({ landed: landed.has(dataSet) })),
  };
}

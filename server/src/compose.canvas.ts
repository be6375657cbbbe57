import { listQuestions } from './modules/analyses/analyses.api.ts';
import type { createAudit } from './modules/audit/audit.api.ts';
import { createCanvas } from './modules/canvas/canvas.api.ts';
import { currentVersions } from './modules/deliveries/deliveries.api.ts';
import {
  type EditionsTables,
  editionSpace,
  getEditionAccess,
  holdCurrentStep,
  listAgreedDataSets,
  listGoals,
} from './modules/editions/editions.api.ts';
import { txWithTables } from './platform/db/database.ts';
import type { Database } from './platform/db/open-database.ts';

/** What the canvas of an edition weighs of its goals, questions and data. */
export function createCanvasModule(
  database: Database,
  record: ReturnType<typeof createAudit>['record'],
  now: () => Date,
) {
  return createCanvas({
    db: database.tables(),
    record,
    news: database.news,
    now,
    findEdition: (slug, actor) => getEditionAccess(database.tables(), slug, actor),
    holdStep: (tx, edition) => holdCurrentStep(txWithTables<EditionsTables>(tx), edition),
    findFacts: async ({ id, slug, currentStep }) => {
      const questions = await listQuestions(database.tables(), id);
      const landed = await currentVersions(database.tables(), editionSpace(slug));
      const agreed = await listAgreedDataSets(database.tables(), id);
      return {
        currentStep,
        goals: await listGoals(database.tables(), id),
        questions: questions.filter(({ status }) => status !== 'dropped'),
        dataSets: agreed.map(({ dataSet }) => ({
          landed: landed.some((one) => one.dataSet === dataSet),
        })),
      };
    },
  });
}

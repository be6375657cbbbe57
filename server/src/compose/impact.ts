import type { IndicatorMeasurement } from '../modules/analyses/analyses.api.ts';
import { writeFigure } from '../modules/closing/closing.api.ts';
import { currentVersions, listWithdrawn } from '../modules/deliveries/deliveries.api.ts';
import { editionSpace, listGoals, lockCurrentStep } from '../modules/editions/editions.api.ts';
import { createImpact, createTellOwner, impactMigrations } from '../modules/impact/impact.api.ts';
import type { Notices } from '../modules/notices/notices.api.ts';
import { listSolutionFacts } from '../modules/solutions/solutions.api.ts';
import type { Context } from './context.ts';

interface Needs {
  readonly analyses: { readonly indicatorMeasurement: IndicatorMeasurement };
  readonly notices: Pick<Notices, 'queueNotice'>;
}

export const impactPart = {
  migrations: impactMigrations,
  create: (context: Context, { analyses, notices }: Needs) => ({
    impact: createImpact({
      ...context,
      findEdition: async (slug, actor) => {
        const edition = await context.findEdition(slug, actor);
        return { ...edition, goals: await listGoals(context.db, edition.id) };
      },
      // What changed is mostly seen after an edition was finished.
      lockStep: (tx, edition) => lockCurrentStep(tx, edition, { finishedToo: true }),
      writeFigure,
      listSolutions: (edition) => listSolutionFacts(context.db, edition),
      indicatorMeasurement: analyses.indicatorMeasurement,
      listWithdrawn: (slug) => listWithdrawn(context.db, editionSpace(slug)),
      listVersions: async (slug) => {
        const current = await currentVersions(context.db, editionSpace(slug));
        return new Map(current.map(({ dataSet, version }) => [dataSet, version]));
      },
      notifyOwner: createTellOwner(notices.queueNotice),
    }),
  }),
};

import { writeFigure } from '../modules/closing/closing.api.ts';
import { listGoals, lockCurrentStep } from '../modules/editions/editions.api.ts';
import { listCitable } from '../modules/overview/overview.api.ts';
import { createSolutions, solutionsMigrations } from '../modules/solutions/solutions.api.ts';
import type { Context } from './context.ts';

export const solutionsPart = {
  migrations: solutionsMigrations,
  create: (context: Context) => ({
    solutions: createSolutions({
      ...context,
      findEdition: async (slug, actor) => {
        const edition = await context.findEdition(slug, actor);
        const goals = await listGoals(context.db, edition.id);
        return { ...edition, goals: goals.map(({ id }) => id) };
      },
      listCitable: (edition) => listCitable(context.db, edition),
      lockStepAlsoFinished: (tx, edition) => lockCurrentStep(tx, edition, { finishedToo: true }),
      writeFigure,
    }),
  }),
};

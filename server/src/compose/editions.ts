import { countFindings, countQuestions } from '../modules/analyses/analyses.api.ts';
import type { Catalogue } from '../modules/catalogue/catalogue.api.ts';
import { readEvaluated } from '../modules/closing/closing.api.ts';
import { landedDataSets } from '../modules/deliveries/deliveries.api.ts';
import { createEditions, editionSpace, editionsMigrations } from '../modules/editions/editions.api.ts';
import { listOwnWork, previewLeaving } from '../modules/overview/overview.api.ts';
import { findStartFacts } from '../modules/preparation/preparation.api.ts';
import { findInForce } from '../modules/sharing/sharing.api.ts';
import { readUnsettled } from '../modules/solutions/solutions.api.ts';
import type { Context } from './context.ts';

export const editionsPart = {
  migrations: editionsMigrations,
  create: (context: Context, { catalogue }: { readonly catalogue: Catalogue }) => ({
    editions: createEditions({
      ...context,
      catalogue,
      people: context,
      facts: {
        questions: (tx, { id }) => countQuestions(tx, id),
        deliveries: (tx, { slug }) => landedDataSets(tx, editionSpace(slug)),
        findings: (tx, { id }) => countFindings(tx, id),
        shared: async (tx, { slug }) => {
          const inForce = await findInForce(tx, slug, context.now());
          return inForce === undefined || inForce.ended ? undefined : [...inForce.dataSets.keys()];
        },
        start: (tx, { id }) => findStartFacts(tx, id),
        closing: async (tx, { id }) => ({
          ...(await readUnsettled(tx, id)),
          evaluated: await readEvaluated(tx, id),
        }),
        ownWork: (tx, edition, actor) => listOwnWork(tx, edition, actor, context.now()),
      },
      previewLeaving: (edition, organisation) => previewLeaving(context.db, edition, organisation),
    }),
  }),
};

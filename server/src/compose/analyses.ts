import { analysesMigrations, createAnalyses, createKeptAnswers } from '../modules/analyses/analyses.api.ts';
import type { Catalogue } from '../modules/catalogue/catalogue.api.ts';
import type { ChecksModule } from '../modules/checks/checks.api.ts';
import { listWithdrawn } from '../modules/deliveries/deliveries.api.ts';
import { editionSpace, listGoals } from '../modules/editions/editions.api.ts';
import type { Guardrail } from '../modules/guardrail/guardrail.api.ts';
import { createRungAdviser, findLandedSources } from '../modules/overview/overview.api.ts';
import {
  createFindGroupingNames,
  type RecordOpened,
  type RecordShown,
} from '../modules/releases/releases.api.ts';
import type { Context } from './context.ts';
import { createProtectionOf } from './protection.ts';

const answerTimeoutMs = 30_000;

interface Needs {
  readonly catalogue: Catalogue;
  readonly guardrail: Pick<Guardrail, 'guard'>;
  readonly checks: Pick<ChecksModule, 'answerDamage' | 'checkOf'>;
  readonly releases: { readonly recordShown: RecordShown; readonly recordOpened: RecordOpened };
}

export const analysesPart = {
  migrations: analysesMigrations,
  create: (context: Context, { catalogue, checks, guardrail, releases }: Needs) => ({
    analyses: createAnalyses({
      ...context,
      answerTimeoutMs,
      findEdition: async (slug, actor) => {
        const edition = await context.findEdition(slug, actor);
        return { ...edition, goals: await listGoals(context.db, edition.id) };
      },
      adviseRungs: createRungAdviser(context.db),
      guard: guardrail.guard,
      findLandedSources: (slug, versions) => findLandedSources({ ...context, catalogue }, slug, versions),
      listWithdrawn: (slug) => listWithdrawn(context.db, editionSpace(slug)),
      findAreas: catalogue.findAreas,
      protectionOf: createProtectionOf(context),
      checkOf: checks.checkOf,
      keptAnswers: createKeptAnswers(),
      answerDamage: checks.answerDamage,
      findGroupingNames: createFindGroupingNames(context.db),
      recordShown: releases.recordShown,
      recordOpened: releases.recordOpened,
    }),
  }),
};

import { createVersionChecks } from '@datalab/warehouse';
import type { Catalogue } from '../modules/catalogue/catalogue.api.ts';
import { createChecks } from '../modules/checks/checks.api.ts';
import { editionSpace } from '../modules/editions/editions.api.ts';
import { findLandedSources } from '../modules/overview/overview.api.ts';
import type { Processing } from '../modules/processing/processing.api.ts';
import { createFindGroupings } from '../modules/releases/releases.api.ts';
import type { Context } from './context.ts';

export const checksPart = {
  migrations: {},
  create: (
    context: Context,
    { catalogue, processing }: { readonly catalogue: Catalogue; readonly processing: Processing },
  ) => ({
    checks: createChecks({
      ...context,
      findLandedSources: (slug) => findLandedSources({ ...context, catalogue }, slug, undefined),
      findGroupings: createFindGroupings(context.db),
      findAreas: catalogue.findAreas,
      protectionOf: (slug) => context.protection.get(editionSpace(slug)),
      noiseSecretOf: async (owner) => (await context.secrets.get(`organisation:${owner}`)).recordSecret,
      versionChecks: createVersionChecks(),
      recordChecked: processing.recordChecked,
    }),
  }),
};

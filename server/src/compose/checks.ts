import { createVersionChecks } from '@datalab/warehouse';
import type { Catalogue } from '../modules/catalogue/catalogue.api.ts';
import { createChecks } from '../modules/checks/checks.api.ts';
import { findLandedSources } from '../modules/overview/overview.api.ts';
import type { Processing } from '../modules/processing/processing.api.ts';
import { createFindGroupings } from '../modules/releases/releases.api.ts';
import { refusedWhenAsking } from '../modules/sharing/sharing-errors.contract.ts';
import { Failure } from '../platform/errors/failure.ts';
import type { Context } from './context.ts';
import { createProtectionOf } from './protection.ts';

export const checksPart = {
  migrations: {},
  create: (
    context: Context,
    { catalogue, processing }: { readonly catalogue: Catalogue; readonly processing: Processing },
  ) => ({
    checks: createChecks({
      ...context,
      findLandedSources: (slug) =>
        findLandedSources({ ...context, catalogue }, slug, undefined).catch(noneWhileRefused),
      findGroupings: createFindGroupings(context.db),
      findAreas: catalogue.findAreas,
      protectionOf: createProtectionOf(context),
      noiseSecretOf: async (owner) => (await context.secrets.get(`organisation:${owner}`)).recordSecret,
      versionChecks: createVersionChecks(),
      recordChecked: processing.recordChecked,
    }),
  }),
};

/** What nobody may ask of needs no check beforehand; it is made when somebody may ask again. */
function noneWhileRefused(error: unknown): [] {
  if (error instanceof Failure && (refusedWhenAsking as readonly string[]).includes(error.code)) return [];
  throw error;
}

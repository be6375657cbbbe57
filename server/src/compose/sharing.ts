import { listQuestions } from '../modules/analyses/analyses.api.ts';
import type { Catalogue } from '../modules/catalogue/catalogue.api.ts';
import { listVersions } from '../modules/deliveries/deliveries.api.ts';
import { editionSpace } from '../modules/editions/editions.api.ts';
import { findFoundingOrganisation, listMembersWithRoles } from '../modules/identity/identity.api.ts';
import { createSharing, sharingMigrations } from '../modules/sharing/sharing.api.ts';
import type { Context } from './context.ts';

export const sharingPart = {
  migrations: sharingMigrations,
  create: (context: Context, { catalogue }: { readonly catalogue: Catalogue }) => ({
    sharing: createSharing({
      ...context,
      catalogue,
      listMembersWithRoles,
      findFoundingOrganisation,
      listQuestions: async (db, edition) => {
        const questions = await listQuestions(db, edition);
        return questions.map(({ id, number, text }) => ({ id, number, text }));
      },
      findLandedSince: async (db, slug) => {
        const versions = await listVersions(db, { space: editionSpace(slug) });
        const moments = versions.map(({ landedAt }) => landedAt.getTime());
        return moments.length === 0 ? undefined : new Date(Math.min(...moments));
      },
    }),
  }),
};

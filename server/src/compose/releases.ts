import type { Catalogue } from '../modules/catalogue/catalogue.api.ts';
import {
  createFindExtender,
  createReleases,
  findNames,
  releasesMigrations,
} from '../modules/releases/releases.api.ts';
import type { Context } from './context.ts';

export const releasesPart = {
  migrations: releasesMigrations,
  create: (context: Context, { catalogue }: { readonly catalogue: Catalogue }) => ({
    releases: createReleases({
      ...context,
      findNames: (dataSet) => findNames(catalogue, dataSet),
      findExtender: createFindExtender({
        findEdition: context.findEdition,
        listOfficers: (organisation) => context.personsWithRole(organisation, 'privacy-officer'),
      }),
    }),
  }),
};

import { catalogueMigrations, createCatalogue } from '../modules/catalogue/catalogue.api.ts';
import { listVersions } from '../modules/deliveries/deliveries.api.ts';
import { listAgreedDataSets, listVisibleEditions } from '../modules/editions/editions.api.ts';
import { findPersonByEmail } from '../modules/identity/identity.api.ts';
import type { Context } from './context.ts';

export const cataloguePart = {
  migrations: catalogueMigrations,
  create: (context: Context) => ({
    catalogue: createCatalogue({
      ...context,
      findOrganisationOf: async (email) => (await findPersonByEmail(context.db, email))?.organisation,
      listLanded: (dataSet) => listVersions(context.db, dataSet === undefined ? {} : { dataSet }),
      listUses: async (actor) => {
        const editions = await listVisibleEditions(context.db, actor);
        return Promise.all(
          editions.map(async (edition) => {
            const agreed = await listAgreedDataSets(context.db, edition.id);
            return { ...edition, dataSets: agreed.map(({ dataSet }) => dataSet) };
          }),
        );
      },
    }),
  }),
};

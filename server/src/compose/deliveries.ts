import type { Catalogue } from '../modules/catalogue/catalogue.api.ts';
import { createDeliveries, deliveriesMigrations } from '../modules/deliveries/deliveries.api.ts';
import type { Context } from './context.ts';

export const deliveriesPart = {
  migrations: deliveriesMigrations,
  create: (context: Context, { catalogue }: { readonly catalogue: Catalogue }) => ({
    deliveries: createDeliveries({ ...context, catalogue }),
  }),
};

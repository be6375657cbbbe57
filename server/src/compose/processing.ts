import { listEditionsOf } from '../modules/editions/editions.api.ts';
import { createProcessing, processingMigrations } from '../modules/processing/processing.api.ts';
import { findInForce } from '../modules/sharing/sharing.api.ts';
import type { Context } from './context.ts';

export const processingPart = {
  migrations: processingMigrations,
  create: (context: Context) => ({
    processing: createProcessing({
      ...context,
      installation: {
        register:
          context.identity.publicUrl === undefined
            ? 'urn:datalab:register'
            : `${context.identity.publicUrl}/register`,
        version: context.version,
      },
      findAgreement: async (tx, edition) => (await findInForce(tx, edition, context.now()))?.number ?? null,
      listEditionsOf: async (actor) => {
        const editions = await listEditionsOf(context.db, actor);
        return editions.map(({ slug }) => slug);
      },
    }),
  }),
};

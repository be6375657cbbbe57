import { auditMigrations, createAudit } from '../modules/audit/audit.api.ts';
import { listVisibleEditions } from '../modules/editions/editions.api.ts';
import type { Context } from './context.ts';

export const auditPart = {
  migrations: auditMigrations,
  create: (context: Context) => ({
    audit: createAudit({
      ...context,
      listVisibleEditions: async (actor) => {
        const editions = await listVisibleEditions(context.db, actor);
        return editions.map(({ slug }) => slug);
      },
    }),
  }),
};

import { createReadiness, readinessMigrations } from '../modules/readiness/readiness.api.ts';
import type { Context } from './context.ts';

export const readinessPart = {
  migrations: readinessMigrations,
  create: (context: Context) => ({ readiness: createReadiness(context) }),
};

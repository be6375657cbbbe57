import { createIdentity, identityMigrations } from '../modules/identity/identity.api.ts';
import type { Context } from './context.ts';

export const identityPart = {
  migrations: identityMigrations,
  create: ({ identity: settings, db, record, personBlocked, now, logger }: Context) => ({
    identity: createIdentity({ ...settings, db, record, personBlocked, now, logger }),
  }),
};

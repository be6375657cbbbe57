import { createIdentity, identityMigrations } from '../modules/identity/identity.api.ts';
import type { Context } from './context.ts';

const resetJob = 'identity.reset';

export const identityPart = {
  migrations: identityMigrations,
  create: ({ accountChanged, codeMade, jobs, newId, mailPost, ...context }: Context) => {
    const identity = createIdentity({
      ...context.identity,
      db: context.db,
      record: context.record,
      deliveringEnded: context.deliveringEnded,
      now: context.now,
      logger: context.logger,
      tellNews: accountChanged,
      mailCode: codeMade,
      sendsMail: async () => (await mailPost.find()) !== undefined,
      askReset: (email) => jobs.start(resetJob, { email }, { id: newId() }),
    });
    jobs.define<{ email: string }>({
      name: resetJob,
      retries: 3,
      run: ({ email }) => identity.sendReset(email),
    });
    return { identity };
  },
};

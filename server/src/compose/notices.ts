import type { Editions } from '../modules/editions/editions.api.ts';
import { listEverybody } from '../modules/identity/identity.api.ts';
import { createNotices, noticesMigrations } from '../modules/notices/notices.api.ts';
import type { Context } from './context.ts';

export const noticesPart = {
  migrations: noticesMigrations,
  create: (context: Context, { editions }: { readonly editions: Editions }) => ({
    notices: createNotices({
      ...context,
      demo: context.identity.demo !== undefined,
      getEdition: editions.getEdition,
      listEditions: editions.listEditions,
      listWaiting: editions.listWaiting,
      listPeople: () => listEverybody(context.db),
    }),
  }),
};

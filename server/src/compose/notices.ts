import type { Editions } from '../modules/editions/editions.api.ts';
import { findFoundingOrganisation, listEverybody } from '../modules/identity/identity.api.ts';
import {
  createNotices,
  type Notices,
  noticesMigrations,
  queueLink,
  queueNews,
} from '../modules/notices/notices.api.ts';
import { createSeal } from '../platform/seal.ts';
import type { Context } from './context.ts';
import type { EventHandlers } from './events.ts';

export const noticesPart = {
  migrations: noticesMigrations,
  create: (context: Context, { editions }: { readonly editions: Editions }) => ({
    notices: withAccountLetters(
      createNotices({
        ...context,
        seal: createSeal(context.identity.secret, 'links in mail'),
        demo: context.identity.demo !== undefined,
        findFoundingOrganisation: () => findFoundingOrganisation(context.db),
        getEdition: editions.getEdition,
        listEditions: editions.listEditions,
        listWaiting: editions.listWaiting,
        listPeople: () => listEverybody(context.db),
      }),
    ),
  }),
};

/** Accounts are made in a module that knows of no mail. */
function withAccountLetters(notices: Notices): Notices & { readonly on: EventHandlers } {
  const { queueNotice } = notices;
  return {
    ...notices,
    on: {
      accountChanged: (tx, letter) => queueNews(queueNotice, tx, letter),
      codeMade: (tx, letter) => queueLink(queueNotice, tx, letter),
    },
  };
}

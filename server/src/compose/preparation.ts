import { listInvited } from '../modules/editions/editions.api.ts';
import { findOrganisation, listEverybody, listMembersWithRoles } from '../modules/identity/identity.api.ts';
import type { Notices } from '../modules/notices/notices.api.ts';
import { listEarlier } from '../modules/overview/overview.api.ts';
import { createPreparation, preparationMigrations } from '../modules/preparation/preparation.api.ts';
import type { Context } from './context.ts';

export const preparationPart = {
  migrations: preparationMigrations,
  create: (context: Context, { notices }: { readonly notices: Pick<Notices, 'queueNotice'> }) => ({
    preparation: createPreparation({
      ...context,
      listMembers: (organisations) => listMembersWithRoles(context.db, organisations),
      listInvited: (edition) => listInvited(context.db, edition),
      listPeopleOf: async (organisation) => {
        const people = await listEverybody(context.db);
        return people.filter((one) => one.organisation === organisation);
      },
      findOrganisationName: async (slug) => (await findOrganisation(context.db, slug))?.name,
      queueInvitation: async (tx, { to: { id, name, email }, edition, params }) => {
        const to = { name, email, ...(id !== null && { person: id }) };
        const link = `/editions/${edition}`;
        await notices.queueNotice(tx, { kind: 'invitation', to, params, link, edition });
      },
      listEarlierEditions: (actor) => listEarlier(context.db, actor),
    }),
  }),
};

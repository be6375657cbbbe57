import { listEventsBetween } from '../modules/audit/audit.api.ts';
import { listEditionsOf } from '../modules/editions/editions.api.ts';
import { listEverybody, listOrganisations } from '../modules/identity/identity.api.ts';
import { createIncidents, incidentsMigrations } from '../modules/incidents/incidents.api.ts';
import type { Notices } from '../modules/notices/notices.api.ts';
import { listOperationsBetween } from '../modules/processing/processing.api.ts';
import type { Context } from './context.ts';

export const incidentsPart = {
  migrations: incidentsMigrations,
  create: (context: Context, { notices }: { readonly notices: Pick<Notices, 'queueNotice'> }) => ({
    incidents: createIncidents({
      ...context,
      listEditionsOf: async (actor) => {
        const editions = await listEditionsOf(context.db, actor);
        return editions.map(({ slug }) => slug);
      },
      findTraces: async (edition, period, dataSets) => ({
        operations: await listOperationsBetween(context.db, edition, period, dataSets),
        people: await listEventsBetween(context.db, edition, period),
      }),
      tellOfficers: async (tx, organisations, { id, organisation, tellBefore }) => {
        const everybody = await listEverybody(tx);
        const officers = everybody.filter(
          (one) => one.roles.includes('privacy-officer') && organisations.includes(one.organisation),
        );
        const names = await listOrganisations(tx);
        const lead = names.find(({ slug }) => slug === organisation)?.name;
        for (const { id: person, name, email } of officers) {
          await notices.queueNotice(tx, {
            kind: 'incident',
            to: { name, email, person },
            params: {
              organisation: lead ?? { nl: organisation, en: organisation },
              before: { nl: dayAndTime(tellBefore, 'nl'), en: dayAndTime(tellBefore, 'en-GB') },
            },
            link: `/incidents/${id}`,
          });
        }
        return officers.length;
      },
    }),
  }),
};

/** A mail is read anywhere, so it names the zone. */
function dayAndTime(moment: Date, language: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'Europe/Amsterdam',
  }).format(moment);
}

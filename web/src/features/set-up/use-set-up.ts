import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { accountsRoutes } from '@datalab/server/modules/identity/accounts.contract.ts';
import { mailServerRoutes } from '@datalab/server/modules/notices/mail-server.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import { hasRole, usePerson } from '../../app/session.ts';
import { editionsQuery } from '../editions/edition.ts';
import { networkQuery } from '../identity/network.ts';
import type { SetUpFacts } from './set-up-steps.ts';

export const mailServerQuery = apiQuery(mailServerRoutes.getMailServer, {});
export const divisionsQuery = apiQuery(catalogueRoutes.listAreaDivisions, {});

export interface SetUp {
  readonly facts: SetUpFacts;
  /** Besides the steps: who has to be there before a partner can work. */
  readonly hasOfficer: boolean;
  readonly hasConfirmedPartner: boolean;
}

/** How far the installation is; undefined while that is fetched, and for whoever does not run it. */
export function useSetUp(): SetUp | undefined {
  const person = usePerson();
  const runs = hasRole(person, 'administrator');
  const organisation = person?.organisation ?? '';
  const mail = useQuery({ ...mailServerQuery, enabled: runs, retry: false }).data;
  const divisions = useQuery({ ...divisionsQuery, enabled: runs }).data;
  const network = useQuery({ ...networkQuery, enabled: runs }).data;
  const editions = useQuery({ ...editionsQuery, enabled: runs }).data;
  const accounts = useQuery({
    ...apiQuery(accountsRoutes.getAccounts, { params: { organisation } }),
    enabled: runs,
  }).data;
  if (!mail || !divisions || !network || !editions || !accounts) return undefined;
  const partners = network.organisations.filter((one) => one.organisation.slug !== organisation);
  return {
    facts: {
      account: true,
      mail: mail.decidedBy !== 'settings' || mail.way !== null,
      areas: divisions.length > 0,
      partner: partners.some(({ code, people }) => code !== null || people > 0),
      edition: editions.length > 0,
    },
    hasOfficer: accounts.persons.some(({ roles }) => roles.includes('privacy-officer')),
    hasConfirmedPartner: partners.some(({ people, confirmed }) => people > 0 && confirmed !== null),
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractsDir, people } from '@datalab/demo';
import { leadToSharing, openAccount, openSession, type Session } from '../e2e/edition.ts';
import type { Attack } from './attack.ts';

const password = 'paard batterij nietje';
const partner = 'impersonated';
const dataSet = 'impersonated-reports';
const edition = 'impersonation';
const stewardEmail = `steward@${partner}.example`;

interface Speakers {
  /** Of the founding organisation: hands out the code, and uses it alone. */
  readonly facilitator: Session;
  readonly steward: Session;
  /** The privacy officer that the steward’s account makes. */
  readonly watcher: Session;
  readonly watcherId: string;
  /** Administers the founding organisation, and nothing of another. */
  readonly administrator: Session;
  /** Somebody of a partner that has people of its own. */
  readonly strangerId: string;
}

/** A26: a facilitator makes the accounts of a partner, or keeps the code of its first one, and speaks for it. */
const impersonation: Attack = {
  id: 'A26',
  title: 'Speaking for another organisation, by the person who hands out its first account',
  on: 'server',
  run: async ({ demo: { url } }) => {
    const [facilitator, manager, officer] = await Promise.all(
      ['Lotte Visser', 'Willem Jansen', 'Fatma Demir'].map((name) => enter(url, name)),
    );
    if (!facilitator || !manager || !officer) throw new Error('three people of the demo sign in');
    const speakers = await takePartner(url, facilitator, manager);
    const ways = await waysToSpeak(speakers);
    const gained = await countDone([...waysIn(speakers), ...ways]);
    await officer.call('POST', `/organisations/${partner}/confirmation`, { spoken: true });
    await officer.call('POST', `/persons/${speakers.watcherId}/confirmation`, { spoken: true });
    const unprotected = await countDone(ways);
    const all = [facilitator, manager, officer, speakers.steward, speakers.watcher];
    await Promise.all(all.map((session) => session.end()));
    return {
      unit: 'things done for another organisation',
      gained,
      baseline: 0,
      unprotected,
      margin: 0,
      tried:
        'accounts, roles, passwords and the intention of a partner that has its own people, vouching for oneself, and a contract, a key, the releases and ' +
        'the log for a partner that has none; without protection the last four by the same accounts, once another vouched',
    };
  },
};

export const impersonationAttacks: readonly Attack[] = [impersonation];

type Way = () => Promise<unknown>;

/** To come in as a partner that has people of its own, and to vouch for their own accounts. */
function waysIn({ facilitator, administrator, watcherId, strangerId }: Speakers): readonly Way[] {
  const colleague = (role: string) => ({ name: 'X', email: `${role}@police.example`, roles: [role] });
  const spoken = { spoken: true };
  return [
    () => facilitator.call('POST', '/organisations/police/persons', colleague('steward')),
    () => facilitator.call('POST', '/organisations/police/persons', colleague('privacy-officer')),
    () => facilitator.call('POST', '/organisations/police/first-account-code', { roles: ['steward'] }),
    () => facilitator.call('POST', `/organisations/${partner}/confirmation`, spoken),
    () => facilitator.call('POST', `/persons/${watcherId}/confirmation`, spoken),
    () => administrator.call('POST', '/organisations/police/persons', colleague('steward')),
    () => administrator.call('PUT', `/persons/${strangerId}/roles`, { roles: ['steward'] }),
    () => administrator.call('POST', `/persons/${strangerId}/password-reset`, {}),
    () => administrator.call('POST', `/persons/${strangerId}/removal`, { reason: 'X' }),
    () => administrator.call('PUT', '/organisations/police/intention', { themes: ['safety'] }),
  ];
}

/** What only an organisation itself may do or read. */
async function waysToSpeak({ facilitator, steward, watcher }: Speakers): Promise<readonly Way[]> {
  const contract = (await readFile(join(contractsDir, 'litter-reports.odcs.yaml'), 'utf8'))
    .replaceAll('litter-reports', dataSet)
    .replace('meryem.kaya@voorbeeldstad.example', stewardEmail);
  const path = `/editions/${edition}/data-sets`;
  return [
    () => steward.call('POST', '/data-sets', { contract }),
    async () => {
      await facilitator.call('POST', path, { dataSet });
      await steward.call('POST', `${path}/${dataSet}/keyholder-grants`, { declaredPersons: 10 });
    },
    () => watcher.call('GET', `/editions/${edition}/releases`),
    () => watcher.call('GET', '/audit-events'),
  ];
}

/**
 * A new partner whose first account is opened by the person who made its code, in an edition with the municipality.
 */
async function takePartner(url: string, facilitator: Session, manager: Session): Promise<Speakers> {
  const name = { nl: 'Nagedaan', en: 'Impersonated' };
  await facilitator.call('POST', '/organisations', { slug: partner, name, kind: 'voluntary' });
  const own = `/organisations/${partner}`;
  const account = (email: string, ...roles: string[]) => ({ email, password, roles });
  const steward = await openAccount(
    url,
    facilitator,
    `${own}/first-account-code`,
    account(stewardEmail, 'steward'),
  );
  const watcher = await openAccount(
    url,
    steward,
    `${own}/persons`,
    account(`watcher@${partner}.example`, 'privacy-officer'),
  );
  const { person } = await watcher.call<{ person: { id: string } }>('GET', '/session');
  await leadToSharing({
    slug: edition,
    title: 'Impersonation',
    facilitator,
    deciders: [
      { organisation: 'municipality', session: manager },
      { organisation: partner, session: steward },
    ],
    dataSets: [],
  });
  const police = await facilitator.call<{ id: string }[]>('GET', '/organisations/police/persons');
  const [stranger] = police;
  if (stranger === undefined) throw new Error('the police has people in the demo');
  return {
    facilitator,
    steward,
    watcher,
    watcherId: person.id,
    administrator: manager,
    strangerId: stranger.id,
  };
}

function enter(url: string, name: string): Promise<Session> {
  const email = people.find((person) => person.name === name)?.email;
  return openSession(url, { path: '/session/demo', data: { email } });
}

/** How many are done; being refused is an answer, anything else a fault of ours. */
async function countDone(ways: readonly Way[]): Promise<number> {
  let done = 0;
  for (const way of ways) {
    try {
      await way();
      done += 1;
    } catch (error) {
      if (!(error instanceof Error && /answered 4(03|04|09)/.test(error.message))) throw error;
    }
  }
  return done;
}

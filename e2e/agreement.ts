import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { inEnglish } from '@datalab/server/platform/http/local-text.testing.ts';
import { people } from '../demo/src/people.ts';
import { openSession, type Session } from './edition.ts';

/** The people of one organisation that an agreement needs; who signs and who decides can be one. */
export interface Party {
  readonly organisation: string;
  readonly decider: Session;
  readonly signer: Session;
  readonly officer: Session;
}

interface SharedDataSet {
  readonly id: string;
  readonly owner: string;
  /** Null for a data set that names no persons. */
  readonly personsMax: number | null;
  readonly bases: readonly string[];
}

interface AgreementPlan {
  readonly slug: string;
  readonly facilitator: Session;
  readonly question: string;
  readonly parties: readonly Party[];
  readonly dataSets: readonly SharedDataSet[];
}

/** From what is asked to the last signature, over every column that can land. */
export async function agreeOnSharing(plan: AgreementPlan): Promise<void> {
  const { slug, facilitator, parties, dataSets } = plan;
  const path = `/editions/${slug}/sharing`;
  const period = { from: dayIn(0), to: dayIn(365), review: dayIn(182) };
  for (const dataSet of dataSets) await decideOn(path, plan, dataSet, period.to);
  await facilitator.call('PUT', `${path}/frame`, {
    purpose: inEnglish('See where it happens'),
    excluded: [],
    ...period,
  });
  await facilitator.call('POST', `${path}/plan-closing`);
  for (const { officer, signer } of parties) {
    await officer.call('PUT', `${path}/advice`, { outcome: 'positive', text: 'It fits.', conditions: [] });
    const { person } = await signer.call<{ person: { id: string } }>('GET', '/session');
    const signatory = { person: person.id, mandate: 'A decision of the board', until: null };
    await signer.call('PUT', `${path}/signatory`, signatory);
  }
  const { hash } = await facilitator.call<SharingView>('POST', `${path}/signing`);
  for (const { signer } of parties) await signer.call('POST', `${path}/signatures`, { hash });
}

async function decideOn(
  path: string,
  { facilitator, question, parties }: AgreementPlan,
  { id, owner, personsMax, bases }: SharedDataSet,
  keepUntil: string,
): Promise<void> {
  const { plan } = await facilitator.call<SharingView>('POST', `${path}/data-sets`, { dataSet: id });
  const open =
    plan.find(({ dataSet }) => dataSet === id)?.columns.filter(({ staysAtOwner }) => !staysAtOwner) ?? [];
  const ofSet = `${path}/data-sets/${id}`;
  await facilitator.call('PUT', `${ofSet}/questions`, {
    columns: open.map(({ name: column }) => ({ column, questions: [question] })),
  });
  const decider = parties.find(({ organisation }) => organisation === owner)?.decider;
  if (decider === undefined) throw new Error(`${owner} is no party`);
  await decider.call('PUT', `${ofSet}/decisions`, {
    decisions: open.map(({ name: column, role }) => ({
      ...{ column, grain: null, reason: 'That is enough for the question.' },
      // Without a band an age never lands, so there is nothing to allow.
      outcome: role === 'birth-date' ? 'not-allowed' : 'allowed',
    })),
  });
  const months = { from: '2000-01', to: '2099-12' };
  await decider.call('PUT', `${ofSet}/terms`, {
    terms: { ...months, rowsMax: 1_000_000, personsMax, frequency: 'when-needed', keepUntil },
    bases,
    necessity: 'Less will not do.',
  });
}

/** The people of the municipality and the police of the demo, and what ends their sessions. */
export async function openDemoParties(
  url: string,
): Promise<{ readonly parties: readonly Party[]; end(): Promise<void> }> {
  const sessions: Session[] = [];
  const open = async (name: string): Promise<Session> => {
    const email = people.find((person) => person.name === name)?.email;
    const session = await openSession(url, { path: '/session/demo', data: { email } });
    sessions.push(session);
    return session;
  };
  const party = async (organisation: string, decider: string, signer: string, officer: string) => ({
    organisation,
    decider: await open(decider),
    signer: await open(signer),
    officer: await open(officer),
  });
  const parties = [
    await party('municipality', 'Meryem Kaya', 'Willem Jansen', 'Fatma Demir'),
    await party('police', 'Sanne Kok', 'Ruben Smit', 'Hanna Meijer'),
  ];
  return { parties, end: async () => void (await Promise.all(sessions.map((session) => session.end()))) };
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

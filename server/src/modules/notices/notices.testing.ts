import { randomUUID } from 'node:crypto';
import type { Database } from '../../platform/db/open-database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { createJobs } from '../../platform/jobs/jobs.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { createMailer } from '../../platform/mail/mail.ts';
import type { MailPost } from '../../platform/mail/mail-post.ts';
import { createSeal } from '../../platform/seal.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { Blocker, Edition, WaitingItem } from '../editions/editions.contract.ts';
import type { Role } from '../identity/identity.contract.ts';
import { createNotices, type NoticesDeps } from './notices.api.ts';

export const slug = 'quiet-streets';
export const title = { nl: 'Stille straten', en: 'Quiet streets' };

function person(id: string, organisation: string, ...roles: Role[]): Actor {
  return { id, name: `Name of ${id}`, email: `${id}@${organisation}.example`, organisation, roles };
}

export const fay = person('fay', 'town', 'facilitator');
export const pia = person('pia', 'police', 'participant');
export const sam = person('sam', 'police', 'steward');
export const elsewhere = person('els', 'elsewhere', 'facilitator');

export const ownGoal: Blocker = {
  code: 'editions.no-own-goal',
  params: { organisation: { nl: 'Politie', en: 'Police' } },
  who: { organisation: 'police', role: 'participant', persons: [{ id: 'pia', name: pia.name }] },
  since: '2026-11-10T10:00:00.000Z',
  link: `/editions/${slug}/prioritise`,
};

const publicUrl = 'https://datalab.town.example/';

function openPost(smtpUrl: string | undefined): MailPost {
  const mailer =
    smtpUrl === undefined ? undefined : createMailer({ smtpUrl, from: 'Datalab <datalab@town.example>' });
  return {
    decidedBy: 'environment',
    find: async () => mailer && { mailer, publicUrl },
    readChoice: async () => undefined,
    choose: () => Promise.reject(new Error('decided by the environment')),
  };
}

/** The module on a real database and real jobs; what the editions say is the test's to choose. */
export async function openNoticesBench(
  database: Database,
  mail?: { readonly smtpUrl: string },
  mailPost: MailPost = openPost(mail?.smtpUrl),
) {
  const events: AuditEntry[] = [];
  const lines: string[] = [];
  const logger = createLogger((line) => lines.push(line));
  const jobs = await createJobs(database, logger);
  const state: { now: Date; waitingFor: Blocker[]; waiting: Record<string, WaitingItem[]> } = {
    now: new Date('2026-11-23T10:00:00Z'),
    waitingFor: [ownGoal],
    waiting: {},
  };
  const deps: NoticesDeps = {
    db: database.tables(),
    record: async (_tx, entry) => void events.push(entry),
    jobs,
    logger,
    mailPost,
    seal: createSeal('p3FnQ0xkqvB1k7mZJ2s9eYtR4uWcHdLa', 'mail'),
    findFoundingOrganisation: async () => 'town',
    demo: false,
    getEdition: async (edition, { organisation }) => {
      if (edition !== slug) throw new Failure('editions.unknown', 404);
      if (organisation === 'elsewhere') throw new Failure('editions.not-a-participant', 403);
      return { slug, title, initiator: 'town', waitingFor: state.waitingFor } as unknown as Edition;
    },
    listEditions: async ({ organisation }) =>
      organisation === 'elsewhere' ? [] : [{ slug, title, initiator: 'town' }],
    listWaiting: async ({ id }) => state.waiting[id] ?? [],
    listPeople: async () => [fay, pia, sam],
    listOrganisations: async () => [{ slug: 'town', name: { nl: 'Gemeente', en: 'Municipality' } }],
    now: () => state.now,
    newId: randomUUID,
  };
  const notices = createNotices(deps);
  await jobs.work();
  const clear = async (): Promise<void> => {
    await jobs.stop();
    await database.execute(
      'delete from notices; delete from notice_nudges; delete from notice_settings; delete from notice_reminders; delete from jobs.job',
    );
  };
  return { deps, notices, events, lines, state, clear };
}

import type { JobKind } from '../../platform/jobs/jobs.ts';
import { MailRefused } from '../../platform/mail/mail.ts';
import type { OutgoingMail } from '../../platform/mail/mail-post.ts';
import type { Seal } from '../../platform/seal.ts';
import type { MailSettings, NoticeKind, NoticeReason } from './notices.contract.ts';
import type { NoticesDeps, QueueNotice } from './notices.deps.ts';
import {
  countTry,
  findNotice,
  insertNotice,
  type NoticeRow,
  readSettings,
  recordNoticeOutcome,
} from './notices.queries.ts';
import { noticeToWords, wordsToLetter } from './notices.rendering.ts';
import { ownTables } from './notices.tables.ts';

const sendJob = 'notices.send';

/** The row and the job to send it come to be in the transaction of what causes them. */
export function createQueueNotice({
  jobs,
  mailPost,
  now,
  newId,
  seal,
}: Pick<NoticesDeps, 'jobs' | 'mailPost' | 'now' | 'newId' | 'seal'>): QueueNotice {
  return async (anyTx, { kind, to, params, link, secret, edition }) => {
    const tx = ownTables(anyTx);
    const settings = await readSettings(tx, to.person);
    const keptBecause = whyNotSent(kind, settings, await mailPost.find());
    const id = newId();
    await insertNotice(tx, {
      id,
      kind,
      to_name: to.name,
      to_email: to.email,
      to_person: to.person ?? null,
      language: settings.language,
      params: JSON.stringify(params),
      link,
      sealed: secret === undefined || keptBecause !== null ? null : seal.close(secret),
      edition: edition ?? null,
      state: keptBecause === null ? 'waiting' : 'kept',
      reason: keptBecause,
      tries: 0,
      at: now(),
      settled_at: keptBecause === null ? null : now(),
    });
    if (keptBecause === null) await jobs.start(sendJob, { notice: id }, { id, tx });
    return { id, isSent: keptBecause === null };
  };
}

/** Some eight hours of trying, ever less often, before a message is given up. */
const retries = 14;
const firstRetrySeconds = 15;

export function createSendJob({
  db,
  mailPost,
  now,
  logger,
  seal,
}: Pick<NoticesDeps, 'db' | 'mailPost' | 'now' | 'logger' | 'seal'>): JobKind<{ notice: string }> {
  return {
    name: sendJob,
    retries,
    retryDelaySeconds: firstRetrySeconds,
    expireSeconds: 300,
    run: async ({ notice }) => {
      const row = await findNotice(db, notice);
      if (row?.state !== 'waiting') return;
      const outgoingMail = await mailPost.find();
      if (outgoingMail === undefined) return recordNoticeOutcome(db, notice, 'kept', 'no-mail', now());
      await countTry(db, notice);
      try {
        await outgoingMail.mailer.send(rowToMail(row, outgoingMail, seal));
      } catch (error) {
        if (!(error instanceof MailRefused)) throw error;
        logger.log('warn', 'notices.refused', { notice, kind: row.kind });
        return recordNoticeOutcome(db, notice, 'failed', 'refused', now());
      }
      await recordNoticeOutcome(db, notice, 'sent', null, now());
    },
    giveUp: ({ notice }) => recordNoticeOutcome(db, notice, 'failed', 'unreachable', now()),
  };
}

function whyNotSent(
  kind: NoticeKind,
  { without }: MailSettings,
  outgoingMail: OutgoingMail | undefined,
): NoticeReason | null {
  if ((without as readonly string[]).includes(kind)) return 'muted';
  return outgoingMail === undefined ? 'no-mail' : null;
}

function rowToMail(row: NoticeRow, { publicUrl }: OutgoingMail, seal: Seal) {
  const base = publicUrl.replace(/\/+$/, '');
  const letter = wordsToLetter(noticeToWords(row.kind, row.params, row.language), {
    kind: row.kind,
    language: row.language,
    name: row.to_name,
    url: `${base}${row.link}${row.sealed === null ? '' : `#${seal.open(row.sealed)}`}`,
    settingsUrl: `${base}/me`,
  });
  return { id: row.id, to: { name: row.to_name, address: row.to_email }, ...letter };
}

import type { JobKind } from '../../platform/jobs/jobs.ts';
import { MailRefused } from '../../platform/mail/mail.ts';
import type { MailSettings, NoticeKind, NoticeReason } from './notices.contract.ts';
import type { NoticesDeps, Post, QueueNotice } from './notices.deps.ts';
import { countTry, findNotice, type NoticeRow, readSettings, settleNotice } from './notices.queries.ts';
import { noticeToWords, wordsToLetter } from './notices.rendering.ts';
import { ownTables } from './notices.tables.ts';

const sendJob = 'notices.send';

/** The row and the job to send it come to be in the transaction of what causes them. */
export function createQueueNotice({
  jobs,
  post,
  now,
  newId,
}: Pick<NoticesDeps, 'jobs' | 'post' | 'now' | 'newId'>): QueueNotice {
  return async (anyTx, { kind, to, params, link, edition }) => {
    const tx = ownTables(anyTx);
    const settings = await readSettings(tx, to.person);
    const keptBecause = whyKept(kind, settings, post);
    const id = newId();
    await tx
      .insertInto('notices')
      .values({
        id,
        kind,
        to_name: to.name,
        to_email: to.email,
        to_person: to.person ?? null,
        language: settings.language,
        params: JSON.stringify(params),
        link,
        edition: edition ?? null,
        state: keptBecause === null ? 'waiting' : 'kept',
        reason: keptBecause,
        tries: 0,
        at: now(),
        settled_at: keptBecause === null ? null : now(),
      })
      .execute();
    if (keptBecause === null) await jobs.start(sendJob, { notice: id }, { id, tx });
    return { id };
  };
}

/** Some eight hours of trying, ever less often, before a message is given up. */
const retries = 14;
const firstRetrySeconds = 15;

export function createSendJob({
  db,
  post,
  now,
  logger,
}: Pick<NoticesDeps, 'db' | 'post' | 'now' | 'logger'>): JobKind<{ notice: string }> {
  return {
    name: sendJob,
    retries,
    retryDelaySeconds: firstRetrySeconds,
    expireSeconds: 300,
    run: async ({ notice }) => {
      const row = await findNotice(db, notice);
      if (row?.state !== 'waiting') return;
      if (post === undefined) return settleNotice(db, notice, 'kept', 'no-mail', now());
      await countTry(db, notice);
      try {
        await post.mailer.send(rowToMail(row, post));
      } catch (error) {
        if (!(error instanceof MailRefused)) throw error;
        logger.log('warn', 'notices.refused', { notice, kind: row.kind });
        return settleNotice(db, notice, 'failed', 'refused', now());
      }
      await settleNotice(db, notice, 'sent', null, now());
    },
    giveUp: ({ notice }) => settleNotice(db, notice, 'failed', 'unreachable', now()),
  };
}

function whyKept(kind: NoticeKind, { without }: MailSettings, post: Post | undefined): NoticeReason | null {
  if ((without as readonly string[]).includes(kind)) return 'muted';
  return post === undefined ? 'no-mail' : null;
}

function rowToMail(row: NoticeRow, { publicUrl }: Post) {
  const base = publicUrl.replace(/\/+$/, '');
  const letter = wordsToLetter(noticeToWords(row.kind, row.params, row.language), {
    kind: row.kind,
    language: row.language,
    name: row.to_name,
    url: `${base}${row.link}`,
    settingsUrl: `${base}/me`,
  });
  return { id: row.id, to: { name: row.to_name, address: row.to_email }, ...letter };
}

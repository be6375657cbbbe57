import { requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { MailSettings, Notice } from './notices.contract.ts';
import type { NoticesDeps } from './notices.deps.ts';
import { leads, mayReadOutbox } from './notices.policy.ts';
import { listNotices, type NoticeRow, readSettings, writeSettings } from './notices.queries.ts';
import { noticeToWords } from './notices.rendering.ts';

const newest = 100;

export interface Outbox {
  readonly mail: boolean;
  readonly editions: { slug: string; title: { nl: string; en: string } }[];
  readonly notices: Notice[];
}

export function getMailSettings({ db }: NoticesDeps, actor: Actor): Promise<MailSettings> {
  return readSettings(db, actor.id);
}

export async function putMailSettings(
  { db, record }: NoticesDeps,
  actor: Actor,
  settings: MailSettings,
): Promise<MailSettings> {
  await db.transaction().execute(async (tx) => {
    await writeSettings(tx, actor.id, settings);
    await record(tx, { actor, action: 'notices.settings-chosen', subject: `person/${actor.id}` });
  });
  return readSettings(db, actor.id);
}

export async function listOutbox(
  deps: NoticesDeps,
  actor: Actor,
  edition: string | undefined,
): Promise<Outbox> {
  requireAllowed(mayReadOutbox(actor, deps.demo));
  const all = await deps.listEditions(actor);
  const readable = deps.demo ? all : all.filter((one) => leads(actor, one));
  const slugs = readable.map(({ slug }) => slug);
  const asked = edition === undefined ? slugs : slugs.filter((slug) => slug === edition);
  const scope = deps.demo && edition === undefined ? 'all' : asked;
  const rows = await listNotices(deps.db, scope, newest);
  return {
    mail: (await deps.mailPost.find()) !== undefined,
    editions: readable.map(({ slug, title }) => ({ slug, title })),
    notices: rows.map(rowToNotice),
  };
}

function rowToNotice(row: NoticeRow): Notice {
  const { subject, paragraphs, link } = noticeToWords(row.kind, row.params, row.language);
  return {
    id: row.id,
    kind: row.kind,
    to: { name: row.to_name, email: row.to_email },
    language: row.language,
    edition: row.edition,
    subject,
    paragraphs: [...paragraphs],
    link: { path: row.link, label: link },
    state: row.state,
    reason: row.reason,
    tries: row.tries,
    at: row.at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
  };
}

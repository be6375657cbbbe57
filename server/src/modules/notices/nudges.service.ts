import { requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Blocker } from '../editions/editions.contract.ts';
import { blockerKey, type Nudge } from './notices.contract.ts';
import type { NoticesDeps, QueueNotice } from './notices.deps.ts';
import { judgeNudge, leads } from './notices.policy.ts';
import { insertNudges, listNudgeRows, lockNudges, type NudgeRow } from './notices.queries.ts';
import { type Ask, askTexts } from './notices.texts.ts';

const twoWeeksMs = 14 * 24 * 60 * 60_000;

export async function listNudges(
  { db, getEdition, now }: NoticesDeps,
  actor: Actor,
  slug: string,
): Promise<{ nudges: Nudge[]; may: { nudge: boolean } }> {
  const edition = await getEdition(slug, actor);
  const rows = await listNudgeRows(db, { edition: slug }, twoWeeksBefore(now()));
  return { nudges: rowsToNudges(rows), may: { nudge: leads(actor, edition) } };
}

export async function listMyNudges({ db, now }: NoticesDeps, actor: Actor): Promise<Nudge[]> {
  return rowsToNudges(await listNudgeRows(db, { person: actor.id }, twoWeeksBefore(now())));
}

/** One press: everybody who can clear the obstacle and was not asked today gets a friendly message. */
export async function nudge(
  deps: NoticesDeps,
  queueNotice: QueueNotice,
  actor: Actor,
  slug: string,
  key: string,
): Promise<{ nudges: Nudge[]; may: { nudge: boolean } }> {
  const { db, now, newId, record } = deps;
  const edition = await deps.getEdition(slug, actor);
  const people = await deps.listPeople();
  const organisations = await deps.listOrganisations();
  const blocker = edition.waitingFor.find((one) => blockerKey(one) === key);
  await db.transaction().execute(async (tx) => {
    await lockNudges(tx, slug);
    const earlier = await listNudgeRows(tx, { edition: slug }, twoWeeksBefore(now()));
    const asked = earlier.filter((row) => row.blocker === key);
    const { answer, persons } = judgeNudge(actor, edition, blocker, asked, now());
    requireAllowed(answer, answer.allowed || answer.reason === 'notices.leader-only' ? 403 : 409);
    const id = newId();
    const common = { nudge: id, edition: slug, blocker: key, by_name: actor.name, at: now() };
    await insertNudges(
      tx,
      persons.map((person) => ({
        ...common,
        by_organisation: actor.organisation,
        person: person.id,
        person_name: person.name,
      })),
    );
    const params = {
      edition: edition.title,
      organisation: nameOf(actor.organisation, organisations),
      by: actor.name,
      ask: toAsk(blocker),
    };
    const link = blocker?.link ?? `/editions/${slug}`;
    for (const { name, email, id: person } of people) {
      if (!persons.some((one) => one.id === person)) continue;
      await queueNotice(tx, { kind: 'nudge', to: { name, email, person }, params, link, edition: slug });
    }
    await record(tx, {
      actor,
      action: 'notices.nudged',
      subject: `edition/${slug}`,
      edition: slug,
      details: { about: blocker?.code ?? key, persons: persons.map(({ name }) => name).join(', ') },
    });
  });
  return listNudges(deps, actor, slug);
}

/** Of a waiting sentence only what a mail may tell: names of organisations and data sets, and days. */
export function toAsk(waiting: Pick<Blocker, 'code' | 'params'> | undefined): Ask {
  const { code, params } = waiting ?? { code: '', params: {} };
  const told = ['dataSet', 'due'].flatMap((name): [string, string | LocalText][] => {
    const value = params[name];
    return typeof value === 'string' || (typeof value === 'object' && value !== null) ? [[name, value]] : [];
  });
  return { code: askTexts[code] === undefined ? '' : code, params: Object.fromEntries(told) };
}

function rowsToNudges(rows: readonly NudgeRow[]): Nudge[] {
  const byNudge = Map.groupBy(rows, ({ nudge }) => nudge);
  return [...byNudge.values()].flatMap((persons) => {
    const [first] = persons;
    if (first === undefined) return [];
    return {
      edition: first.edition,
      blocker: first.blocker,
      by: first.by_name,
      organisation: first.by_organisation,
      at: first.at.toISOString(),
      to: persons.map(({ person_name }) => person_name),
    };
  });
}

function nameOf(
  slug: string,
  organisations: readonly { readonly slug: string; readonly name: LocalText }[],
): LocalText {
  return organisations.find((one) => one.slug === slug)?.name ?? { nl: slug, en: slug };
}

function twoWeeksBefore(now: Date): Date {
  return new Date(now.getTime() - twoWeeksMs);
}

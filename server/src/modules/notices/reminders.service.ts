import type { Actor } from '../../platform/http/actor.ts';
import { errorToFields } from '../../platform/log/logger.ts';
import type { WaitingItem } from '../editions/editions.contract.ts';
import { blockerKey } from './notices.contract.ts';
import type { NoticesDeps, QueueNotice } from './notices.deps.ts';
import { findLastReminder, forgetNotices, readSettings, takeReminderDay } from './notices.queries.ts';
import { toAsk } from './nudges.service.ts';

const timeZone = 'Europe/Amsterdam';
const fromHour = 7;
const dayMs = 24 * 60 * 60_000;
const soonDays = 3;
const decisionDays = 7;
const repeatDays = 7;
const keptDays = 90;

/**
 * Tells everybody once a working day, in one mail, what has a date that is near or passed and what has waited
 * for a week; but only when something is new, or when a week went by. Then forgets messages of three months ago. Outside the hours for it, and once all were
 * looked after, a call does nothing. Gives how many got a mail.
 */
export function createReminders(deps: NoticesDeps, queueNotice: QueueNotice): () => Promise<number> {
  let doneOn: string | undefined;
  return async () => {
    const day = reminderDay(deps.now());
    if (day === undefined || day === doneOn) return 0;
    let sent = 0;
    let isWhole = true;
    for (const person of await deps.listPeople()) {
      try {
        if (await remind(deps, queueNotice, person, day)) sent += 1;
      } catch (error) {
        isWhole = false;
        deps.logger.log('error', 'notices.reminder-failed', errorToFields(error));
      }
    }
    await forgetNotices(deps.db, new Date(deps.now().getTime() - keptDays * dayMs));
    if (isWhole) doneOn = day;
    return sent;
  };
}

async function remind(
  deps: NoticesDeps,
  queueNotice: QueueNotice,
  person: Actor,
  day: string,
): Promise<boolean> {
  const { db } = deps;
  const { without } = await readSettings(db, person.id);
  const last = await findLastReminder(db, person.id);
  if (without.includes('reminder') || last?.day === day) return false;
  const items = selectItems(await deps.listWaiting(person), deps.now(), day);
  const keys = items.map((item) => itemKey(item, day));
  if (!isWorthAMail(keys, last, day)) return false;
  return db.transaction().execute(async (tx) => {
    if (!(await takeReminderDay(tx, person.id, day, keys))) return false;
    await queueNotice(tx, {
      kind: 'reminder',
      to: { name: person.name, email: person.email, person: person.id },
      params: { items: items.map((item) => ({ edition: item.editionTitle, ask: toAsk(item) })) },
      link: '/',
    });
    return true;
  });
}

/** The calendar day on which to remind now; undefined at night and in the weekend. */
export function reminderDay(now: Date): string | undefined {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    weekday: 'short',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const isFree = ['Sat', 'Sun'].includes(part('weekday')) || Number(part('hour')) < fromHour;
  return isFree ? undefined : `${part('year')}-${part('month')}-${part('day')}`;
}

/** With a date: three days beforehand and from then on. Without one: after it has waited for a week. */
export function selectItems(items: readonly WaitingItem[], now: Date, day: string): WaitingItem[] {
  const soon = addDays(day, soonDays);
  return items.filter(({ params, since }) => {
    const due = params['due'];
    if (typeof due === 'string') return due <= soon;
    return since !== null && now.getTime() - new Date(since).getTime() > decisionDays * dayMs;
  });
}

export function isWorthAMail(
  keys: readonly string[],
  last: { readonly day: string; readonly items: readonly string[] } | undefined,
  day: string,
): boolean {
  if (keys.length === 0) return false;
  if (last === undefined || addDays(last.day, repeatDays) <= day) return true;
  return keys.some((key) => !last.items.includes(key));
}

/** A date that passes makes it something new to say. */
function itemKey(item: WaitingItem, day: string): string {
  const due = item.params['due'];
  const passed = typeof due === 'string' && due < day ? 'passed' : '';
  return `${item.edition}/${blockerKey(item)}/${passed}`;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

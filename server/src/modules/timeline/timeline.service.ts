import type { Db } from '../../platform/db/database.ts';
import { Failure, type FailureParams } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { StoredEvent } from '../audit/audit.api.ts';
import { type StepKey, stepKeys } from '../editions/editions.contract.ts';
import type { Happening } from './timeline.contract.ts';
import { lockVisit, putVisit } from './timeline.queries.ts';
import type { TimelineTables } from './timeline.tables.ts';
import {
  type TimelineAction,
  type TimelineEvent,
  timelineActions,
  timelineEvents,
} from './timeline-events.contract.ts';

export interface TimelineEdition {
  readonly slug: string;
  readonly title: LocalText;
  readonly initiator: string;
  readonly organisationsIn: readonly string[];
}

export interface TimelineDeps {
  readonly db: Db<TimelineTables>;
  readonly listEvents: (
    editions: readonly string[],
    which: { readonly actions: readonly string[]; readonly after?: Date; readonly limit: number },
  ) => Promise<readonly StoredEvent[]>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<TimelineEdition>;
  readonly listEditions: (actor: Actor) => Promise<readonly TimelineEdition[]>;
  readonly listDataSets: () => Promise<readonly { readonly id: string; readonly name: LocalText }[]>;
  readonly now: () => Date;
}

const shownInTimeline = 500;
const shownAsNew = 30;
const visitGapMs = 60 * 60_000;

export async function getTimeline(
  deps: TimelineDeps,
  actor: Actor,
  slug: string,
): Promise<{ happenings: Happening[]; more: boolean }> {
  const edition = await deps.findEdition(slug, actor);
  if (!isIn(actor, edition)) throw new Failure('timeline.not-in', 403);
  const events = await deps.listEvents([slug], { actions: timelineActions, limit: shownInTimeline + 1 });
  const names = await nameDataSets(deps);
  return {
    happenings: events.slice(0, shownInTimeline).map((event) => toTimelineEvent(event, names)),
    more: events.length > shownInTimeline,
  };
}

/** A visit ends after an hour of silence; what is new stays new until the next one. */
export async function visit(
  deps: TimelineDeps,
  actor: Actor,
): Promise<{ since: string | null; happenings: Happening[]; titles: Record<string, LocalText> }> {
  const since = await moveVisit(deps, actor.id);
  const editions = (await deps.listEditions(actor)).filter((edition) => isIn(actor, edition));
  const titles = Object.fromEntries(editions.map(({ slug, title }) => [slug, title]));
  if (since === null) return { since: null, happenings: [], titles };
  const events = await deps.listEvents(Object.keys(titles), {
    actions: timelineActions,
    after: since,
    limit: shownAsNew * 4,
  });
  const names = await nameDataSets(deps);
  const ofOthers = events.filter((event) => event.actor?.id !== actor.id).slice(0, shownAsNew);
  return {
    since: since.toISOString(),
    happenings: ofOthers.map((event) => toTimelineEvent(event, names)),
    titles,
  };
}

function moveVisit({ db, now }: TimelineDeps, person: string): Promise<Date | null> {
  return db.transaction().execute(async (tx) => {
    const at = now();
    const row = await lockVisit(tx, person);
    const isNew = row !== undefined && at.getTime() - row.seen_at.getTime() > visitGapMs;
    const before = isNew ? row.seen_at : (row?.before_at ?? null);
    await putVisit(tx, { person, seen_at: at, before_at: before });
    return before;
  });
}

/** Organisations that were only invited see the edition, not what happens in it. */
function isIn(actor: Actor, edition: TimelineEdition): boolean {
  return actor.organisation === edition.initiator || edition.organisationsIn.includes(actor.organisation);
}

async function nameDataSets(deps: TimelineDeps): Promise<ReadonlyMap<string, LocalText>> {
  return new Map((await deps.listDataSets()).map(({ id, name }) => [id, name]));
}

function toTimelineEvent(event: StoredEvent, names: ReadonlyMap<string, LocalText>): Happening {
  const { values = [], place }: TimelineEvent = timelineEvents[event.action as TimelineAction];
  const edition = event.edition ?? '';
  return {
    sequence: event.sequence,
    at: event.at.toISOString(),
    code: `told.${event.action}`,
    params: Object.fromEntries(values.map((name) => [name, valueToText(name, event.details, names)])),
    who: event.actor === null ? null : { name: event.actor.name, organisation: event.actor.organisation },
    link: place === '' ? `/editions/${edition}` : `/editions/${edition}/${place}`,
    edition,
  };
}

function valueToText(
  name: string,
  details: FailureParams,
  names: ReadonlyMap<string, LocalText>,
): FailureParams[string] {
  const value = details[name] ?? null;
  if (typeof value !== 'string') return value;
  if (name === 'step') return stepKeys.indexOf(value as StepKey) + 1;
  return name === 'dataSet' ? (names.get(value) ?? value) : value;
}

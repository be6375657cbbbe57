import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { Failure, type FailureParams, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { TextInput } from '../../platform/http/common.contract.ts';
import { newText } from '../../platform/http/local-text.contract.ts';
import type { ErrorCode } from '../../platform/http/route.ts';
import type { EditionsAction } from './actions.contract.ts';
import { type EditionSnapshot, loadNames, loadSnapshot, type Names } from './edition-snapshot.ts';
import type { Blocker, Edition, EditionSummary, editionsRoutes, WaitingItem } from './editions.contract.ts';
import type { EditionsDeps } from './editions.deps.ts';
import { mayCreate, maySee } from './editions.policy.ts';
import {
  type EditionRow,
  findEditionRow,
  listEditionRows,
  listFinishedRows,
  lockEditionRow,
} from './editions.queries.ts';
import type { EditionsTables } from './editions.tables.ts';
import { findWaitingFor, snapshotToEdition, snapshotToSummary } from './editions.view.ts';
import { insertEdition, putParticipation } from './writes.queries.ts';

/** What a change leaves in the log. */
export interface Change {
  readonly action: EditionsAction;
  readonly details?: FailureParams;
}

export type ChangeWork = (tx: Tx<EditionsTables>, snapshot: EditionSnapshot) => Promise<Change | undefined>;

export async function listEditions(deps: EditionsDeps, actor: Actor): Promise<EditionSummary[]> {
  const snapshots = await loadVisibleSnapshots(deps, actor);
  return snapshots.map(snapshotToSummary);
}

/** Requirement 32: an organisation that takes no part learns that the edition existed, not what is in it. */
export async function listFinishedEditions({
  db,
}: EditionsDeps): Promise<Pick<EditionSummary, 'slug' | 'title' | 'theme' | 'initiator' | 'status'>[]> {
  const rows = await listFinishedRows(db);
  return rows.map(({ slug, title, theme, initiator }) => ({
    slug,
    title,
    theme,
    initiator,
    status: 'finished',
  }));
}

export async function listWaiting(deps: EditionsDeps, actor: Actor): Promise<WaitingItem[]> {
  const items: WaitingItem[] = [];
  for (const snapshot of await loadVisibleSnapshots(deps, actor)) {
    const { slug, title } = snapshot.rows.edition;
    const waiting = await findWaitingFor(snapshot, deps.people);
    const mine = waiting.filter(({ who }) => who.persons.some((person) => person.id === actor.id));
    const own = await findOwnWork(deps, actor, snapshot.rows.edition);
    items.push(...[...mine, ...own].map((item) => ({ ...item, edition: slug, editionTitle: title })));
  }
  return items;
}

export async function getEdition(deps: EditionsDeps, actor: Actor, slug: string): Promise<Edition> {
  const names = await loadNames(deps);
  const snapshot = await findSnapshot(deps, slug, names);
  requirePermission(maySee(actor, snapshot.state));
  return snapshotToEdition(snapshot, actor, names, deps.people);
}

/** An edition as it is now; the caller still judges who may see it. */
export async function findSnapshot(
  deps: EditionsDeps,
  slug: string,
  known?: Names,
): Promise<EditionSnapshot> {
  const names = known ?? (await loadNames(deps));
  return deps.db.transaction().execute(async (tx) => {
    const row = await findEditionRow(tx, slug);
    if (!row) throw unknownEdition(slug);
    return loadSnapshot(deps, tx, row, names);
  });
}

export async function createEdition(
  deps: EditionsDeps,
  actor: Actor,
  input: z.output<NonNullable<typeof editionsRoutes.createEdition.body>>,
): Promise<Edition> {
  requirePermission(mayCreate(actor));
  const [id, now] = [randomUUID(), deps.now()];
  await deps.db.transaction().execute(async (tx) => {
    const made = await insertEdition(tx, {
      id,
      slug: input.slug,
      title: toJson(input.title),
      aim: toJson(input.aim),
      theme: toJson(input.theme),
      region: input.region === undefined ? null : toJson(input.region),
      initiator: actor.organisation,
      current_step: 'prioritise',
      step_since: now,
      created_at: now,
    });
    if (!made) throw new Failure('editions.slug-taken', 409, { edition: input.slug });
    await putParticipation(tx, {
      edition_id: id,
      organisation: actor.organisation,
      decision: 'in',
      decided_by: actor.name,
      decided_at: now,
      invited_at: now,
    });
    await deps.record(tx, {
      actor,
      action: 'editions.created',
      subject: `edition/${input.slug}`,
      edition: input.slug,
    });
  });
  return getEdition(deps, actor, input.slug);
}

/**
 * One change of an edition: its row is locked, a person who may not see it is refused, the work is judged on what is
 * true at that moment, and the log entry is part of the same transaction. Work that changes nothing returns
 * undefined.
 */
export async function changeEdition(
  deps: EditionsDeps,
  actor: Actor,
  slug: string,
  work: ChangeWork,
  /** What is said when the edition is finished; null for what goes on after that. */
  closed: 'editions.finished' | 'editions.changed-meanwhile' | null = 'editions.finished',
): Promise<Edition> {
  const names = await loadNames(deps);
  const changed = await deps.db.transaction().execute(async (tx) => {
    const row = await lockEditionRow(tx, slug);
    if (!row) throw unknownEdition(slug);
    const snapshot = await loadSnapshot(deps, tx, row, names);
    requirePermission(maySee(actor, snapshot.state));
    if (snapshot.state.finished && closed !== null) throw new Failure(closed, 409);
    const change = await work(tx, snapshot);
    if (change) {
      await deps.record(tx, {
        actor,
        action: change.action,
        subject: `edition/${slug}`,
        edition: slug,
        ...(change.details ? { details: change.details } : {}),
      });
    }
    const after = await lockEditionRow(tx, slug);
    if (!after) throw unknownEdition(slug);
    return loadSnapshot(deps, tx, after, names);
  });
  return snapshotToEdition(changed, actor, names, deps.people);
}

/** What waits for a named person, in addition to what keeps the step from being finished. */
async function findOwnWork(deps: EditionsDeps, actor: Actor, edition: EditionRow): Promise<Blocker[]> {
  const place = { id: edition.id, slug: edition.slug, currentStep: edition.current_step };
  const work = await deps.db.transaction().execute((tx) => deps.facts.ownWork(tx, place, actor));
  const me = { id: actor.id, name: actor.name };
  return work.map(({ code, params, since, place }) => ({
    code,
    params: { ...params },
    who: { organisation: actor.organisation, role: null, persons: [me] },
    since: since.toISOString(),
    link: `/editions/${edition.slug}/${place}`,
  }));
}

async function loadVisibleSnapshots(deps: EditionsDeps, actor: Actor): Promise<EditionSnapshot[]> {
  const names = await loadNames(deps);
  return deps.db.transaction().execute(async (tx) => {
    const snapshots: EditionSnapshot[] = [];
    for (const row of await listEditionRows(tx, actor.organisation)) {
      snapshots.push(await loadSnapshot(deps, tx, row, names));
    }
    return snapshots;
  });
}

const stateReasons = new Set<ErrorCode>([
  'editions.already-decided',
  'editions.contemplation-is-over',
  'editions.goals-fixed',
  'editions.first-step',
  'editions.finished',
]);

/** 403 for a person without permission, 409 for a state that does not allow it. */
export function requirePermission(answer: PolicyAnswer): void {
  if (answer.allowed) return;
  const status = stateReasons.has(answer.reason) ? 409 : 403;
  throw new Failure(answer.reason, status, answer.params ?? {});
}

export function toJson(input: TextInput): string {
  return JSON.stringify(newText(input));
}

function unknownEdition(slug: string): Failure {
  return new Failure('editions.unknown', 404, { edition: slug });
}

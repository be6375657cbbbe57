import type { Tx } from '../../platform/db/database.ts';
import { Failure, type FailureParams, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import {
  type AgreedDataSet as Asked,
  type EditionAccess,
  listAgreedDataSets,
  listOrganisationsIn,
} from '../editions/editions.api.ts';
import type { SharingAction } from './actions.contract.ts';
import { type BasisRow, listBases } from './legal-bases.queries.ts';
import { toDraftDataSet } from './sharing.columns.ts';
import { type BasisWords, draftToContent, hashOfContent } from './sharing.content.ts';
import type { SharedDataSet, SharingDeps } from './sharing.deps.ts';
import { type Draft, type DraftState, newDraft, remember, type Signature, stateOf } from './sharing.draft.ts';
import { dayOf } from './sharing.in-force.ts';
import { statusOf, takesPart } from './sharing.policy.ts';
import { findDraft, findNewestVersion, lockSharing, putDraft, type VersionRow } from './sharing.queries.ts';
import type { SharingTables } from './sharing.tables.ts';

/** A draft as somebody finds it, with all that says where it is. */
export interface DraftAt {
  readonly access: EditionAccess;
  readonly draft: Draft;
  readonly state: DraftState;
  /** The organisations that are in, which are the parties. */
  readonly parties: readonly string[];
  readonly newest: VersionRow | undefined;
  readonly bases: readonly BasisRow[];
  /** Of the content as it is; undefined while it lacks something. */
  readonly hash: string | undefined;
  /** The signatures under this content. */
  readonly signatures: readonly Signature[];
}

export interface DraftChange {
  readonly draft: Draft;
  readonly action: SharingAction;
  readonly details?: FailureParams;
  /** The organisation that did its part by this. */
  readonly organisation?: string;
  /** What follows from it at once, in the same transaction. */
  readonly follow?: (after: DraftAt, tx: Tx<SharingTables>, now: Date) => Promise<void>;
}

export type DraftWork = (at: DraftAt, tx: Tx<SharingTables>, now: Date) => Promise<DraftChange> | DraftChange;

/**
 * One change of the draft: nobody else changes it meanwhile, what was said about another plan or content stops counting,
 * and both stand in the log.
 */
export async function changeDraft(
  deps: SharingDeps,
  actor: Actor,
  slug: string,
  work: DraftWork,
): Promise<void> {
  const access = await deps.findEdition(slug, actor);
  requireMay(takesPart(actor, access));
  const known = await deps.catalogue.listDataSets();
  await deps.db.transaction().execute(async (tx) => {
    await deps.lockStep(tx, access.id);
    await lockSharing(tx, slug);
    const now = deps.now();
    const newest = await findNewestVersion(tx, slug);
    const kept = await findDraft(tx, slug);
    if (kept === undefined && newest !== undefined && isCurrent(newest, now)) {
      throw new Failure('sharing.wrong-state', 409, { state: 'in-force' });
    }
    const before = await describeDraft(tx, { access, kept: kept ?? nextDraft(newest, now), newest, known });
    const change = await work(before, tx, now);
    const { parties } = before;
    const organisation = change.organisation ?? null;
    const draft = remember(before.draft, change.draft, { parties, organisation, at: now });
    await putDraft(tx, slug, draft, now);
    const subject = `edition/${slug}`;
    await deps.record(tx, {
      actor,
      action: change.action,
      subject,
      edition: slug,
      ...(change.details === undefined ? {} : { details: change.details }),
    });
    const after = toDraftAt(access, draft, before);
    const lost = before.signatures.length - after.signatures.length;
    if (lost > 0) {
      const details = { n: lost };
      await deps.record(tx, { actor, action: 'sharing.signatures-void', subject, edition: slug, details });
    }
    await change.follow?.(after, tx, now);
  });
}

/** Nothing took its place, and its last day is not over. */
export function isCurrent({ until, content }: Pick<VersionRow, 'until' | 'content'>, now: Date): boolean {
  return until === null && dayOf(now) <= content.period.to;
}

export function nextDraft(newest: VersionRow | undefined, now: Date): Draft {
  return newDraft((newest?.number ?? 0) + 1, newest?.number ?? null, now);
}

interface Found {
  readonly access: EditionAccess;
  readonly kept: Draft;
  readonly newest: VersionRow | undefined;
  readonly known: readonly SharedDataSet[];
}

/** The draft with what was asked for since, and without what left. */
export async function describeDraft(
  db: SharingDeps['db'],
  { access, kept, newest, known }: Found,
): Promise<DraftAt> {
  const parties = await listOrganisationsIn(db, access.id);
  const asked = await listAgreedDataSets(db, access.id);
  const bases = await listBases(db);
  const draft = takeIn(kept, asked, known);
  return toDraftAt(access, draft, { parties, newest, bases });
}

export function toDraftAt(
  access: EditionAccess,
  draft: Draft,
  { parties, newest, bases }: Pick<DraftAt, 'parties' | 'newest' | 'bases'>,
): DraftAt {
  const content = draftToContent(access.slug, draft, parties, toBasisWords(bases));
  const hash = content && hashOfContent(content);
  const state = stateOf(draft, parties);
  const signatures = draft.signatures.filter(
    (one) => state === 'signing' && one.hash === hash && parties.includes(one.organisation),
  );
  return { access, draft, state, parties, newest, bases, hash, signatures };
}

export function toBasisWords(bases: readonly BasisRow[]): BasisWords {
  return new Map(bases.map(({ id, content }) => [id, content]));
}

function takeIn(draft: Draft, asked: readonly Asked[], known: readonly SharedDataSet[]): Draft {
  const dataSets = asked.flatMap(({ dataSet, owner, askedBy, askedAt }) => {
    const before = draft.dataSets.find((one) => one.dataSet === dataSet);
    if (before !== undefined) return [before];
    const found = known.find(({ id }) => id === dataSet);
    if (found === undefined) return [];
    return [toDraftDataSet({ ...found, owner }, { askedBy, askedAt: askedAt.toISOString() })];
  });
  return { ...draft, dataSets };
}

export function requireMay(answer: PolicyAnswer): void {
  if (!answer.allowed) throw new Failure(answer.reason, statusOf(answer), answer.params ?? {});
}

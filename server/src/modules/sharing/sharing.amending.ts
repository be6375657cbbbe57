import type { Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Leaver } from '../editions/editions.api.ts';
import { askForDataSet, listVisibleEditions } from '../editions/editions.api.ts';
import { toDraftDataSet } from './sharing.columns.ts';
import {
  type AgreementContent,
  type AgreementDataSet,
  contentToText,
  hashOfContent,
} from './sharing.content.ts';
import type { SharingDeps } from './sharing.deps.ts';
import { sharedColumns } from './sharing.differences.ts';
import type { Decision, Draft, DraftDataSet } from './sharing.draft.ts';
import { mayDecideOn, mayFacilitate } from './sharing.policy.ts';
import {
  endVersion,
  findDraft,
  findNewestVersion,
  insertVersion,
  lockSharing,
  putDraft,
  type VersionRow,
} from './sharing.queries.ts';
import { changeDraft, isCurrent, nextDraft, requireMay } from './sharing.service.ts';
import type { SharingTables } from './sharing.tables.ts';

/** Begins the next version with what holds now; that goes on until the next is signed by everybody. */
export async function amendAgreement(deps: SharingDeps, actor: Actor, edition: string) {
  const access = await deps.findEdition(edition, actor);
  requireMay(mayFacilitate(actor, access));
  const newest = await findNewestVersion(deps.db, edition);
  if (newest === undefined) throw new Failure('sharing.no-agreement', 409);
  const dataSets = await restoreDataSets(deps, newest.content);
  await deps.db.transaction().execute(async (tx) => {
    await deps.lockStep(tx, access.id);
    await lockSharing(tx, edition);
    const now = deps.now();
    const current = await findNewestVersion(tx, edition);
    if (current?.number !== newest.number) throw new Failure('sharing.content-changed', 409);
    if ((await findDraft(tx, edition)) !== undefined)
      throw new Failure('sharing.wrong-state', 409, { state: 'draft' });
    await putDraft(tx, edition, contentToDraft(newest, dataSets, now), now);
    await deps.record(tx, {
      actor,
      action: 'sharing.amendment-begun',
      subject: `edition/${edition}`,
      edition,
      details: { number: newest.number + 1 },
    });
  });
}

function contentToDraft(newest: VersionRow, dataSets: readonly DraftDataSet[], now: Date): Draft {
  const { purpose, excluded, period, parties } = newest.content;
  const signatories = parties.flatMap(({ organisation, signatory }) =>
    signatory === null ? [] : [[organisation, signatory] as const],
  );
  return {
    ...nextDraft(newest, now),
    frame: { purpose, excluded, ...period },
    dataSets,
    signatories: Object.fromEntries(signatories),
  };
}

/** The data sets of an agreement as a plan has them, under the contracts that were agreed on. */
export async function restoreDataSets(
  { catalogue }: Pick<SharingDeps, 'catalogue'>,
  content: AgreementContent,
): Promise<DraftDataSet[]> {
  return Promise.all(
    content.dataSets.map(async (agreed) => {
      const { dataSet, contractVersion, owner } = agreed;
      const found = await catalogue.findDataSet(dataSet, contractVersion);
      if (found === undefined) throw new Error(`The contract ${dataSet} ${contractVersion} is gone`);
      const restored = toDraftDataSet({ ...found, owner }, { askedBy: '', askedAt: content.period.from });
      return {
        ...restored,
        columns: restored.columns.map((column) => {
          const was = agreed.columns.find(({ name }) => name === column.name);
          if (was === undefined) return column;
          return { ...column, questions: was.questions, decision: toDecision(was) };
        }),
        terms: agreed.terms,
        bases: agreed.bases.map(({ id }) => id),
        necessity: agreed.necessity,
      };
    }),
  );
}

function toDecision({
  outcome,
  grain,
  reason,
  decided,
}: AgreementDataSet['columns'][number]): Decision | null {
  return decided && { outcome, grain, reason, ...decided };
}

export interface Narrowing {
  readonly dataSet: string;
  readonly columns: readonly string[] | null;
  readonly reason: string;
}

/** An owner takes back at once what it allowed; a draft that is under way loses it too. */
export async function narrowAgreement(
  deps: SharingDeps,
  actor: Actor,
  edition: string,
  { dataSet: id, columns, reason }: Narrowing,
) {
  const access = await deps.findEdition(edition, actor);
  await deps.db.transaction().execute(async (tx) => {
    await deps.lockStep(tx, access.id);
    await lockSharing(tx, edition);
    const now = deps.now();
    const newest = await findNewestVersion(tx, edition);
    if (newest === undefined || !isCurrent(newest, now)) throw new Failure('sharing.no-agreement', 409);
    const shared = newest.content.dataSets.find(({ dataSet, terms }) => dataSet === id && terms !== null);
    if (shared === undefined) throw new Failure('sharing.not-in-agreement', 409, { dataSet: id });
    requireMay(mayDecideOn(shared.owner, actor, access));
    const open = sharedColumns(shared).map(({ name }) => name);
    const gone = columns ?? open;
    if (gone.some((name) => !open.includes(name))) throw new Failure('sharing.not-narrower', 422);
    const take = { gone, reason, decided: { by: actor.name, at: now.toISOString() } };
    const dataSets = newest.content.dataSets.map((one) => (one.dataSet === id ? without(one, take) : one));
    await replaceVersion(deps, tx, {
      edition,
      newest,
      actor,
      reason,
      content: { ...newest.content, dataSets },
    });
  });
}

interface Taking {
  readonly gone: readonly string[];
  readonly reason: string;
  readonly decided: { readonly by: string; readonly at: string };
}

function without(shared: AgreementDataSet, { gone, reason, decided }: Taking): AgreementDataSet {
  const columns = shared.columns.map((column) =>
    gone.includes(column.name)
      ? { ...column, outcome: 'not-allowed' as const, grain: null, reason, decided }
      : column,
  );
  const isLeft = columns.some(({ outcome }) => outcome !== 'not-allowed');
  return { ...shared, columns, terms: isLeft ? shared.terms : null };
}

interface Replacing {
  readonly edition: string;
  readonly newest: VersionRow;
  readonly actor: Actor;
  readonly reason: string;
  readonly content: AgreementContent;
}

/** A narrower version in the place of the newest, on the word of one organisation. */
async function replaceVersion(
  deps: SharingDeps,
  tx: Tx<SharingTables>,
  { edition, newest, actor, reason, content: narrowed }: Replacing,
): Promise<void> {
  const now = deps.now();
  const number = newest.number + 1;
  const content = { ...narrowed, number, supersedes: newest.number };
  const hash = hashOfContent(content);
  const { organisation, id: byId, name: by } = actor;
  const signature = { organisation, byId, by, at: now.toISOString(), hash };
  const { advisers } = newest.signed;
  await endVersion(tx, edition, now);
  await insertVersion(tx, {
    ...{ edition, number, kind: 'narrowing', hash, since: now, content: contentToText(content) },
    signed: JSON.stringify({ signatures: [signature], history: [], deeds: [], advisers, reason }),
  });
  await narrowDraft(tx, edition, { number, content, now });
  await deps.record(tx, {
    actor,
    action: 'sharing.narrowed',
    subject: `edition/${edition}`,
    edition,
    details: { organisation, number, hash },
  });
}

/** The draft comes after the narrower version, and allows nothing that its owner took back. */
async function narrowDraft(
  tx: Tx<SharingTables>,
  edition: string,
  {
    number,
    content,
    now,
  }: { readonly number: number; readonly content: AgreementContent; readonly now: Date },
): Promise<void> {
  const draft = await findDraft(tx, edition);
  if (draft === undefined) return;
  const dataSets = draft.dataSets.map((dataSet) => {
    const agreed = content.dataSets.find((one) => one.dataSet === dataSet.dataSet);
    const columns = dataSet.columns.map((column) => {
      const is = agreed?.columns.find(({ name }) => name === column.name);
      return is?.outcome === 'not-allowed' ? { ...column, decision: toDecision(is) } : column;
    });
    return { ...dataSet, columns };
  });
  await putDraft(tx, edition, { ...draft, number: number + 1, supersedes: number, dataSets }, now);
}

/** What an organisation brought is not shared any more when it leaves, and it is no party. */
export async function leaveAgreement(
  deps: SharingDeps,
  tx: Tx<SharingTables>,
  { edition: { slug }, organisation, actor }: Leaver,
): Promise<void> {
  await lockSharing(tx, slug);
  const newest = await findNewestVersion(tx, slug);
  if (newest === undefined || !isCurrent(newest, deps.now())) return;
  const { content } = newest;
  if (!content.parties.some((party) => party.organisation === organisation)) return;
  await replaceVersion(deps, tx, {
    edition: slug,
    newest,
    actor,
    reason: 'left',
    content: {
      ...content,
      parties: content.parties.filter((party) => party.organisation !== organisation),
      dataSets: content.dataSets.filter(({ owner }) => owner !== organisation),
    },
  });
}

/** What was solved before is the beginning; every owner still decides on its own data. */
export async function startFromEarlier(deps: SharingDeps, actor: Actor, edition: string, earlier: string) {
  requireMay(mayFacilitate(actor, await deps.findEdition(edition, actor)));
  const visible = await listVisibleEditions(deps.db, actor);
  const before = visible.some(({ slug }) => slug === earlier && slug !== edition)
    ? await findNewestVersion(deps.db, earlier)
    : undefined;
  if (before === undefined) throw new Failure('sharing.earlier-unknown', 404, { edition: earlier });
  const restored = await restoreDataSets(deps, before.content);
  await changeDraft(deps, actor, edition, async ({ access, draft, parties, state }, tx, now) => {
    requireMay(mayFacilitate(actor, { ...access, organisationsIn: parties }));
    if (state !== 'draft') throw new Failure('sharing.wrong-state', 409, { state });
    const usable = restored.filter(({ owner }) => parties.includes(owner));
    for (const { dataSet, owner } of usable) {
      await askForDataSet(tx, { edition: access.id, dataSet, owner, by: actor.name, at: now });
    }
    const taken = usable.map((dataSet) => startAnew(dataSet, actor.name, now));
    const others = draft.dataSets.filter(({ dataSet }) => !taken.some((one) => one.dataSet === dataSet));
    const { purpose, excluded } = before.content;
    const frame = draft.frame.purpose === null ? { ...draft.frame, purpose, excluded } : draft.frame;
    return {
      draft: { ...draft, frame, dataSets: [...others, ...taken] },
      action: 'sharing.earlier-taken-over',
      details: { earlier, dataSets: taken.length },
    };
  });
}

function startAnew(dataSet: DraftDataSet, askedBy: string, now: Date): DraftDataSet {
  return {
    ...dataSet,
    askedBy,
    askedAt: now.toISOString(),
    columns: dataSet.columns.map((column) => ({
      ...column,
      questions: [],
      decision: null,
      earlier: column.decision,
    })),
  };
}

import { denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import { listVisibleEditions } from '../editions/editions.api.ts';
import { rowToBasis } from './legal-bases.ts';
import { restoreDataSets } from './sharing.amending.ts';
import { coarserGrains, isKey, staysAtOwner } from './sharing.columns.ts';
import { type AgreementContent, draftToContent } from './sharing.content.ts';
import type { SharingView } from './sharing.contract.ts';
import type { SharedDataSet, SharingDeps } from './sharing.deps.ts';
import { findDifferences } from './sharing.differences.ts';
import type { Decision, Draft, DraftDataSet } from './sharing.draft.ts';
import { type InForce, judgeInForce, type Stop } from './sharing.in-force.ts';
import { toLeadTime } from './sharing.lead-time.ts';
import { missingInColumn, missingOf } from './sharing.missing.ts';
import { toParties, toPermission } from './sharing.parties.ts';
import { mayDecideOn, mayFacilitate, mayPlan, mayStop, mayWithdraw, signing } from './sharing.policy.ts';
import { findDraft, listStops, listVersions, type VersionRow } from './sharing.queries.ts';
import { type DraftAt, describeDraft, isCurrent, nextDraft, toBasisWords } from './sharing.service.ts';
import { findUsableUntil } from './sharing.standing.ts';
import { ownersOf } from './sharing.stopping.ts';
import type { AgreementState, AgreementVersion, LeadTime, PlanDataSet } from './sharing-words.contract.ts';

export async function getSharing(deps: SharingDeps, actor: Actor, slug: string): Promise<SharingView> {
  const access = await deps.findEdition(slug, actor);
  return describeSharing(deps, actor, access);
}

async function describeSharing(deps: SharingDeps, actor: Actor, access: EditionAccess): Promise<SharingView> {
  const { db } = deps;
  const now = deps.now();
  const known = await deps.catalogue.listDataSets();
  const versions = await listVersions(db, access.slug);
  const [newest] = versions;
  const kept = await findDraft(db, access.slug);
  const isAmending = kept !== undefined || newest === undefined || !isCurrent(newest, now);
  const at = await describeDraft(db, {
    access,
    kept: kept ?? (await contentOrNew(deps, newest, now, isAmending)),
    newest,
    known,
  });
  const stops = await listStops(db, access.slug);
  const inForce = newest && judgeInForce(newest, stops[0] ?? null, now);
  const members = await deps.listMembersWithRoles(db, at.parties);
  const questions = await deps.listQuestions(db, access.id);
  const parties = isAmending ? toParties(at, members, actor, now) : signedParties(at, newest);
  const edition = { ...access, organisationsIn: at.parties };
  return {
    state: isAmending && (kept !== undefined || newest === undefined) ? at.state : stateOfVersion(inForce),
    since: sinceOf(isAmending ? at.draft : undefined, newest),
    draft: kept === undefined && newest !== undefined ? null : at.draft.number,
    inForce: inForce === undefined || inForce.ended ? null : toInForce(inForce),
    stops: stops.map(toStop),
    usableUntil: (await findUsableUntil(deps, access.slug))?.toISOString() ?? null,
    frame: { ...at.draft.frame, excluded: [...at.draft.frame.excluded] },
    plan: at.draft.dataSets.map((one) => toPlanDataSet(one, { at, actor, known, isAmending })),
    proposable: known
      .filter(
        ({ id, owner }) => at.parties.includes(owner) && !at.draft.dataSets.some((d) => d.dataSet === id),
      )
      .map(({ id, name, owner }) => ({ dataSet: id, name, owner })),
    questions: [...questions],
    parties,
    hash: isAmending && at.state === 'signing' ? (at.hash ?? null) : (inForce?.hash ?? null),
    versions: versions.map((version, index) => toVersion(version, versions[index + 1], now)),
    leadTime: findLeadTime(versions, at, kept, now),
    bases: at.bases.map(rowToBasis),
    earlier: await listEarlier(deps, actor, access.slug),
    signatories: members
      .filter(({ organisation, roles }) => organisation === actor.organisation && roles.some(isSigning))
      .map(({ id, name }) => ({ id, name })),
    may: {
      propose: whileAmending(isAmending, mayPlan(actor, edition)),
      setFrame: whileAmending(isAmending, mayFacilitate(actor, edition)),
      closePlan: inState(at, isAmending, 'draft', mayFacilitate(actor, edition)),
      openSigning: inState(at, isAmending, 'advised', mayFacilitate(actor, edition)),
      amend: isAmending
        ? toPermission(denied('sharing.wrong-state', { state: at.state }))
        : toPermission(mayFacilitate(actor, edition)),
      stop: toPermission(judgeStop(actor, edition, { newest, stops, isStopping: true })),
      resume: toPermission(judgeStop(actor, edition, { newest, stops, isStopping: false })),
      startFromEarlier: inState(at, isAmending, 'draft', mayFacilitate(actor, edition)),
    },
  };
}

function isSigning(role: string): boolean {
  return (signing as readonly string[]).includes(role);
}

/** What is shown while nothing is being changed is what was signed. */
async function contentOrNew(
  deps: SharingDeps,
  newest: VersionRow | undefined,
  now: Date,
  isAmending: boolean,
): Promise<Draft> {
  const fresh = nextDraft(newest, now);
  if (newest === undefined || isAmending) return fresh;
  const { purpose, excluded, period } = newest.content;
  return {
    ...fresh,
    frame: { purpose, excluded, ...period },
    dataSets: await restoreDataSets(deps, newest.content),
  };
}

function stateOfVersion(inForce: InForce | undefined): AgreementState {
  if (inForce === undefined) return 'signing';
  if (inForce.ended) return 'ended';
  return inForce.stopped === null ? 'in-force' : 'suspended';
}

function sinceOf(draft: Draft | undefined, newest: VersionRow | undefined): string {
  return draft?.history.at(-1)?.at ?? newest?.since.toISOString() ?? new Date(0).toISOString();
}

function toInForce({ number, hash, since, until, review }: InForce) {
  return { number, hash, since: since.toISOString(), until, review };
}

export function toStop({ organisation, by, reason, at }: Stop) {
  return { organisation, by, reason, at: at.toISOString() };
}

/** Who is bound by what holds now. */
function signedParties({ parties }: DraftAt, newest: VersionRow | undefined): SharingView['parties'] {
  if (newest === undefined) return [];
  const { content, signed, hash } = newest;
  const owners = content.dataSets.map(({ owner }) => owner);
  const never = { allowed: false, reason: 'sharing.wrong-state', params: { state: 'in-force' } };
  return content.parties
    .filter(({ organisation }) => parties.includes(organisation))
    .map(({ organisation, signatory }) => {
      const advice = content.advice.find((one) => one.organisation === organisation);
      const signature = signed.signatures.find((one) => one.organisation === organisation);
      return {
        organisation,
        role: owners.includes(organisation) ? 'joint-controller' : 'receiver',
        signatory,
        advice:
          advice === undefined
            ? null
            : {
                by: advice.by,
                at: newest.since.toISOString(),
                outcome: advice.outcome,
                text: advice.text,
                conditions: [...advice.conditions],
              },
        signature: signature === undefined ? null : { by: signature.by, at: signature.at, hash },
        waiting: [],
        may: { advise: never, nameSignatory: never, sign: never },
      };
    });
}

interface PlanPlace {
  readonly at: DraftAt;
  readonly actor: Actor;
  readonly known: readonly SharedDataSet[];
  readonly isAmending: boolean;
}

function toPlanDataSet(dataSet: DraftDataSet, { at, actor, known, isAmending }: PlanPlace): PlanDataSet {
  const { owner, unit, persons, special, contractVersion, terms, bases, necessity } = dataSet;
  const edition = { ...at.access, organisationsIn: at.parties };
  const newest = known.find(({ id }) => id === dataSet.dataSet);
  const version = newest?.contract.version ?? contractVersion;
  const decides = whileAmending(isAmending, mayDecideOn(owner, actor, edition));
  return {
    ...{ dataSet: dataSet.dataSet, owner, unit, persons, special, contractVersion, terms, necessity },
    name: newest?.name ?? { nl: dataSet.dataSet, en: dataSet.dataSet },
    newerContract: version === contractVersion ? null : version,
    bases: [...bases],
    columns: dataSet.columns.map((column) => ({
      ...column,
      key: isKey(column.role),
      staysAtOwner: staysAtOwner(column.role),
      grains: coarserGrains(column),
      questions: [...column.questions],
      decision: toShownDecision(column.decision),
      earlier: toShownDecision(column.earlier),
      missing: missingInColumn(column),
    })),
    missing: missingOf(dataSet).map(({ code, column }) => ({ code, column })),
    askedBy: dataSet.askedBy,
    askedAt: new Date(dataSet.askedAt).toISOString(),
    may: {
      link: whileAmending(isAmending, mayPlan(actor, edition)),
      decide: decides,
      setTerms: decides,
      withdraw: whileAmending(isAmending, mayWithdraw(owner, actor, edition)),
    },
  };
}

function toShownDecision(decision: Decision | null) {
  return decision === null ? null : { ...decision };
}

function whileAmending(isAmending: boolean, answer: PolicyAnswer) {
  const closed = denied('sharing.wrong-state', { state: 'in-force' });
  return toPermission(!answer.allowed || isAmending ? answer : closed);
}

function inState({ state }: DraftAt, isAmending: boolean, wanted: string, answer: PolicyAnswer) {
  const fits = isAmending && state === wanted;
  return toPermission(
    !answer.allowed || fits
      ? answer
      : denied('sharing.wrong-state', { state: isAmending ? state : 'in-force' }),
  );
}

export interface Stopping {
  readonly newest: VersionRow | undefined;
  readonly stops: readonly Stop[];
  readonly isStopping: boolean;
}

export function judgeStop(
  actor: Actor,
  edition: { readonly initiator: string; readonly organisationsIn: readonly string[] },
  { newest, stops, isStopping }: Stopping,
): PolicyAnswer {
  const answer = mayStop(actor, edition, ownersOf(newest));
  if (!answer.allowed) return answer;
  const own = stops.find(({ organisation }) => organisation === actor.organisation);
  if ((own !== undefined) !== isStopping) return answer;
  return denied(isStopping ? 'sharing.stopped' : 'sharing.not-stopped');
}

function toVersion(version: VersionRow, before: VersionRow | undefined, now: Date): AgreementVersion {
  const { number, kind, hash, since, until, content, signed } = version;
  return {
    ...{ number, kind, hash, since: since.toISOString(), until: until?.toISOString() ?? null },
    inForce: isCurrent(version, now),
    signatures: signed.signatures.map(({ organisation, by, at }) => ({ organisation, by, at })),
    differences: before === undefined ? [] : findDifferences(before.content, content),
  };
}

/** In what the draft differs from what holds now. */
export function draftDifferences({ access, draft, parties, bases, newest }: DraftAt) {
  const after = draftToContent(access.slug, draft, parties, toBasisWords(bases));
  return newest === undefined || after === undefined ? [] : findDifferences(newest.content, after);
}

/** Of what is being made, else of what was signed last by everybody. */
function findLeadTime(
  versions: readonly VersionRow[],
  { draft, parties }: DraftAt,
  kept: Draft | undefined,
  now: Date,
): LeadTime | null {
  if (kept !== undefined) return toLeadTime({ ...draft, parties, signedAt: null }, now);
  return signedLeadTime(versions, now);
}

export function signedLeadTime(versions: readonly VersionRow[], now: Date): LeadTime | null {
  const signed = versions.find((version) => version.signed.history.length > 0);
  if (signed === undefined) return null;
  return toLeadTime({ ...signed.signed, parties: partiesOf(signed.content), signedAt: signed.since }, now);
}

function partiesOf({ parties }: AgreementContent): string[] {
  return parties.map(({ organisation }) => organisation);
}

async function listEarlier(deps: SharingDeps, actor: Actor, slug: string): Promise<SharingView['earlier']> {
  const editions = await listVisibleEditions(deps.db, actor);
  const found = await Promise.all(
    editions
      .filter((edition) => edition.slug !== slug)
      .map(async (edition) => ((await listVersions(deps.db, edition.slug)).length > 0 ? [edition] : [])),
  );
  return found.flat().map((edition) => ({ edition: edition.slug, title: edition.title }));
}

import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { isUsable } from './legal-bases.ts';
import { contentToText, draftToContent, hashOfContent } from './sharing.content.ts';
import type { sharingRoutes } from './sharing.contract.ts';
import type { SharingDeps } from './sharing.deps.ts';
import { kindOf } from './sharing.differences.ts';
import {
  type Draft,
  isShared,
  planHash,
  type Signatory,
  type Signature,
  standingAdvice,
} from './sharing.draft.ts';
import { dayOf } from './sharing.in-force.ts';
import { mayAdvise, mayFacilitate, mayNameSignatory, maySign, signing } from './sharing.policy.ts';
import { deleteDraft, endVersion, insertVersion, putDraft } from './sharing.queries.ts';
import { changeDraft, type DraftAt, requireMay, toBasisWords } from './sharing.service.ts';
import type { SharingTables } from './sharing.tables.ts';

type Body<Name extends 'giveAdvice' | 'nameSignatory' | 'sign'> = z.output<
  NonNullable<(typeof sharingRoutes)[Name]['body']>
>;

/** The newest advice of an organisation is the one that counts. */
export async function giveAdvice(deps: SharingDeps, actor: Actor, edition: string, body: Body<'giveAdvice'>) {
  if (body.outcome === 'conditions' && body.conditions.length === 0) {
    throw new Failure('sharing.conditions-missing', 422);
  }
  await changeDraft(deps, actor, edition, ({ access, draft, parties, state }, _tx, now) => {
    requireMay(mayAdvise(actor, { ...access, organisationsIn: parties }, state));
    const { organisation, id: byId, name: by } = actor;
    const advice = { organisation, byId, by, at: now.toISOString(), ...body, planHash: planHash(draft) };
    const others = draft.advice.filter((one) => one.organisation !== organisation);
    return {
      draft: { ...draft, advice: [...others, advice], signingHash: null },
      action: 'sharing.advised',
      details: { organisation, outcome: body.outcome, conditions: body.conditions.length },
      organisation,
    };
  });
}

export async function nameSignatory(
  deps: SharingDeps,
  actor: Actor,
  edition: string,
  { person, mandate, until }: Body<'nameSignatory'>,
) {
  const { organisation } = actor;
  await changeDraft(deps, actor, edition, async ({ access, draft, parties }, tx) => {
    requireMay(mayNameSignatory(actor, { ...access, organisationsIn: parties }));
    const found = (await listSigners(deps, tx, [organisation])).find(({ id }) => id === person);
    if (found === undefined) throw new Failure('sharing.not-signatory', 422);
    if (draft.advice.some(({ byId }) => byId === person)) {
      throw new Failure('sharing.adviser-may-not-sign', 409);
    }
    const signatory: Signatory = { person, name: found.name, mandate, until };
    return {
      draft: { ...draft, signatories: { ...draft.signatories, [organisation]: signatory } },
      action: 'sharing.signatory-named',
      details: { organisation, until },
      organisation,
    };
  });
}

/** Nobody advised against it, and every basis that it names was looked at by somebody and holds now. */
export async function openSigning(deps: SharingDeps, actor: Actor, edition: string) {
  await changeDraft(deps, actor, edition, (at, _tx, now) => {
    const { access, draft, parties, state } = at;
    requireMay(mayFacilitate(actor, { ...access, organisationsIn: parties }));
    if (state !== 'advised') throw new Failure('sharing.wrong-state', 409, { state });
    const against = standingAdvice(draft, parties).find(({ outcome }) => outcome === 'negative');
    if (against !== undefined) {
      throw new Failure('sharing.advice-negative', 409, { organisation: against.organisation });
    }
    requireBases(at, dayOf(now));
    const nobody = parties.find((organisation) => draft.signatories[organisation] === undefined);
    if (nobody !== undefined) throw new Failure('sharing.signatory-missing', 409, { organisation: nobody });
    return { draft: { ...draft, signingHash: planHash(draft) }, action: 'sharing.signing-opened' };
  });
}

/** What is about persons has a ground, and what is special besides that an exception. */
function requireBases({ draft, bases }: DraftAt, today: string): void {
  for (const { dataSet, bases: named, persons, special } of draft.dataSets.filter(isShared)) {
    const found = named.map((id) => bases.find((one) => one.id === id));
    const unusable = found.findIndex((one) => one === undefined || !isUsable(one, today));
    if (unusable >= 0) throw new Failure('sharing.basis-unchecked', 409, { basis: named[unusable] ?? '' });
    const kinds = found.map((one) => one?.content.kind);
    const hasGround = !(persons || special) || kinds.includes('ground');
    const hasException = !special || kinds.some((kind) => kind !== 'ground');
    if (!hasGround || !hasException) throw new Failure('sharing.basis-missing', 409, { dataSet });
  }
}

/** Signs what was read; the last one brings it into force, if everybody who signed still may. */
export async function sign(deps: SharingDeps, actor: Actor, edition: string, { hash }: Body<'sign'>) {
  await changeDraft(deps, actor, edition, (at, _tx, now) => {
    const { access, draft, parties, state, signatures } = at;
    const { organisation, id: byId, name: by } = actor;
    requireMay(
      maySign(
        actor,
        { ...access, organisationsIn: parties },
        {
          state,
          signatory: draft.signatories[organisation],
          signatures,
          advisers: draft.advice.map((advice) => advice.byId),
          today: dayOf(now),
        },
      ),
    );
    if (hash !== at.hash) throw new Failure('sharing.content-changed', 409);
    const signature = { organisation, byId, by, at: now.toISOString(), hash };
    return {
      draft: { ...draft, signatures: [...signatures, signature] },
      action: 'sharing.signed',
      details: { organisation, number: draft.number, hash },
      organisation,
      follow: (after, tx, moment) => enterIntoForce(deps, tx, after, { actor, now: moment }),
    };
  });
}

/** When everybody signed. Who lost role or mandate since has not signed, and has to be named anew. */
async function enterIntoForce(
  deps: SharingDeps,
  tx: Tx<SharingTables>,
  { access, draft, parties, signatures, newest, bases }: DraftAt,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<void> {
  if (parties.some((one) => !signatures.some(({ organisation }) => organisation === one))) return;
  const edition = access.slug;
  const place = { actor, subject: `edition/${edition}`, edition };
  const signers = await listSigners(deps, tx, parties);
  const standing = signatures.filter((one) => isStanding(one, draft, signers, dayOf(now)));
  if (standing.length < signatures.length) {
    await putDraft(tx, edition, { ...draft, signatures: standing }, now);
    const details = { n: signatures.length - standing.length };
    await deps.record(tx, { ...place, action: 'sharing.signatures-void', details });
    return;
  }
  const content = draftToContent(edition, draft, parties, toBasisWords(bases));
  if (content === undefined) throw new Error(`The agreement of ${edition} was signed without a frame`);
  const { number, history, deeds, advice } = draft;
  const kind = kindOf(newest?.content, content);
  const hash = hashOfContent(content);
  const advisers = advice.map(({ byId }) => byId);
  await endVersion(tx, edition, now);
  await insertVersion(tx, {
    ...{ edition, number, kind, hash, since: now, content: contentToText(content) },
    signed: JSON.stringify({ signatures, history, deeds, advisers, reason: null }),
  });
  await deleteDraft(tx, edition);
  await deps.record(tx, { ...place, action: 'sharing.in-force', details: { number, kind, hash } });
}

function isStanding(
  { organisation, byId }: Signature,
  { signatories }: Draft,
  signers: readonly { readonly id: string; readonly organisation: string }[],
  today: string,
): boolean {
  const named = signatories[organisation];
  if (named?.person !== byId || (named.until !== null && today > named.until)) return false;
  return signers.some((one) => one.id === byId && one.organisation === organisation);
}

async function listSigners(
  deps: Pick<SharingDeps, 'listMembersWithRoles'>,
  tx: Tx<SharingTables>,
  organisations: readonly string[],
) {
  const members = await deps.listMembersWithRoles(tx, organisations);
  return members.filter(({ roles }) => roles.some((role) => (signing as readonly string[]).includes(role)));
}

import type { PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Permission } from '../../platform/http/common.contract.ts';
import type { Member } from './sharing.deps.ts';
import { isShared, standingAdvice } from './sharing.draft.ts';
import { dayOf } from './sharing.in-force.ts';
import { missingOf } from './sharing.missing.ts';
import { mayAdvise, mayNameSignatory, maySign, signing } from './sharing.policy.ts';
import type { DraftAt } from './sharing.service.ts';
import type { Party } from './sharing-words.contract.ts';

/** Every party of a draft: what it did, and what waits for it, since when and for whom of its people. */
export function toParties(at: DraftAt, members: readonly Member[], actor: Actor, now: Date): Party[] {
  const { draft, parties, state, signatures, access } = at;
  const edition = { ...access, organisationsIn: parties };
  const advice = standingAdvice(draft, parties);
  const owners = draft.dataSets.map(({ owner }) => owner);
  return parties.map((organisation): Party => {
    const own = actor.organisation === organisation;
    const given = advice.find((one) => one.organisation === organisation);
    const signature = signatures.find((one) => one.organisation === organisation);
    const judged = {
      state,
      signatory: draft.signatories[organisation],
      signatures,
      advisers: draft.advice.map(({ byId }) => byId),
      today: dayOf(now),
    };
    return {
      organisation,
      role: owners.includes(organisation) ? 'joint-controller' : 'receiver',
      signatory: draft.signatories[organisation] ?? null,
      advice: given === undefined ? null : toPartyAdvice(given),
      signature:
        signature === undefined ? null : { by: signature.by, at: signature.at, hash: signature.hash },
      waiting: findWaiting(at, members, organisation),
      may: {
        advise: toPermission(own ? mayAdvise(actor, edition, state) : otherOrganisation),
        nameSignatory: toPermission(own ? mayNameSignatory(actor, edition) : otherOrganisation),
        sign: toPermission(own ? maySign(actor, edition, judged) : otherOrganisation),
      },
    };
  });
}

const otherOrganisation: PolicyAnswer = { allowed: false, reason: 'sharing.other-organisation' };

function toPartyAdvice({ by, at, outcome, text, conditions }: DraftAt['draft']['advice'][number]) {
  return { by, at, outcome, text, conditions: [...conditions] };
}

type Waiting = Party['waiting'][number];

/** What an organisation still has to do before the draft can go on. */
function findWaiting(at: DraftAt, members: readonly Member[], organisation: string): Waiting[] {
  const { draft, state, signatures } = at;
  const own = members.filter((member) => member.organisation === organisation);
  const since = draft.history.findLast((one) => one.state === state)?.at ?? new Date(0).toISOString();
  const waits = (task: Waiting['task'], n: number, persons: readonly Member[]): Waiting[] =>
    n === 0 ? [] : [{ task, since, n, persons: persons.map(({ id, name }) => ({ id, name })) }];
  const withRole = (...roles: string[]) =>
    own.filter((one) => one.roles.some((role) => roles.includes(role)));
  const signatory = draft.signatories[organisation];
  const named = waits('name-signatory', signatory === undefined ? 1 : 0, withRole('participant', 'manager'));
  switch (state) {
    case 'draft': {
      const missing = draft.dataSets
        .filter((one) => one.owner === organisation && (isShared(one) || hasQuestions(one)))
        .flatMap(missingOf).length;
      return waits('decide', missing, withRole('steward', 'privacy-officer', 'participant'));
    }
    case 'plan-closed': {
      const hasAdvised = standingAdvice(draft, at.parties).some((one) => one.organisation === organisation);
      return [...waits('advise', hasAdvised ? 0 : 1, withRole('privacy-officer')), ...named];
    }
    case 'advised':
      return named;
    case 'signing': {
      const hasSigned = signatures.some((one) => one.organisation === organisation);
      const who = own.filter(({ id, roles }) => id === signatory?.person && roles.some(isSigning));
      return [...waits('sign', hasSigned ? 0 : 1, who), ...named];
    }
  }
}

function isSigning(role: string): boolean {
  return (signing as readonly string[]).includes(role);
}

function hasQuestions({ columns }: DraftAt['draft']['dataSets'][number]): boolean {
  return columns.some(({ questions }) => questions.length > 0);
}

export function toPermission(answer: PolicyAnswer): Permission {
  if (answer.allowed) return { allowed: true };
  const { reason, params } = answer;
  return params === undefined
    ? { allowed: false, reason }
    : { allowed: false, reason, params: { ...params } };
}

import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireConfirmed, requireRole } from '../../platform/http/actor.ts';
import type { DraftState, Signatory, Signature } from './sharing.draft.ts';

/** What the judgements below need to know of an edition. */
export interface SharingEdition {
  readonly initiator: string;
  readonly organisationsIn: readonly string[];
}

const planning = ['facilitator', 'participant', 'manager', 'steward', 'analyst', 'privacy-officer'];
const deciding = ['steward', 'privacy-officer', 'participant'];
const naming = ['participant', 'manager', 'facilitator'];
export const signing = ['participant', 'manager'] as const;

/** Anybody who works on the edition may ask for data and say what they are for. */
export function mayPlan(actor: Actor, edition: SharingEdition): PolicyAnswer {
  const isIn = takesPart(actor, edition);
  return isIn.allowed ? requireRole(actor, planning, 'sharing.role-may-not') : isIn;
}

/** Each organisation decides on its own data; nobody does it for another. */
export function mayDecideOn(owner: string, actor: Actor, edition: SharingEdition): PolicyAnswer {
  const isIn = takesPart(actor, edition);
  if (!isIn.allowed) return isIn;
  if (actor.organisation !== owner) return denied('sharing.other-organisation', { organisation: owner });
  const role = requireRole(actor, deciding, 'sharing.role-may-not');
  return role.allowed ? requireConfirmed(actor) : role;
}

/** Whoever asked for a data set may take it back, and so may its owner. */
export function mayWithdraw(owner: string, actor: Actor, edition: SharingEdition): PolicyAnswer {
  return actor.organisation === owner ? mayDecideOn(owner, actor, edition) : mayFacilitate(actor, edition);
}

/** Frame, closing, laying down to be signed, amending: of the organisation that started the edition. */
export function mayFacilitate(actor: Actor, edition: SharingEdition): PolicyAnswer {
  const isIn = takesPart(actor, edition);
  if (!isIn.allowed) return isIn;
  if (actor.organisation !== edition.initiator) return denied('sharing.facilitator-only');
  return requireRole(actor, ['facilitator'], 'sharing.facilitator-only');
}

export function mayAdvise(actor: Actor, edition: SharingEdition, state: DraftState): PolicyAnswer {
  const isIn = takesPart(actor, edition);
  if (!isIn.allowed) return isIn;
  const role = requireRole(actor, ['privacy-officer'], 'sharing.privacy-officer-only');
  if (!role.allowed) return role;
  return state === 'draft' ? denied('sharing.wrong-state', { state }) : requireConfirmed(actor);
}

export function mayNameSignatory(actor: Actor, edition: SharingEdition): PolicyAnswer {
  const isIn = takesPart(actor, edition);
  return isIn.allowed ? requireRole(actor, naming, 'sharing.role-may-not') : isIn;
}

export interface Signing {
  readonly state: DraftState;
  readonly signatory: Signatory | undefined;
  /** Those that still count. */
  readonly signatures: readonly Pick<Signature, 'organisation' | 'byId'>[];
  readonly advisers: readonly string[];
  readonly today: string;
}

/** The person that their organisation named, while the mandate runs; never twice, and never who advised. */
export function maySign(
  actor: Actor,
  edition: SharingEdition,
  { state, signatory, signatures, advisers, today }: Signing,
): PolicyAnswer {
  const isIn = takesPart(actor, edition);
  if (!isIn.allowed) return isIn;
  if (state !== 'signing') return denied('sharing.wrong-state', { state });
  if (signatory?.person !== actor.id) return denied('sharing.not-signatory');
  const role = requireRole(actor, signing, 'sharing.role-may-not');
  if (!role.allowed) return role;
  if (signatory.until !== null && today > signatory.until) return denied('sharing.no-mandate');
  if (advisers.includes(actor.id)) return denied('sharing.adviser-may-not-sign');
  const own = signatures.find(({ byId }) => byId === actor.id);
  if (own !== undefined && own.organisation !== actor.organisation) return denied('sharing.signed-elsewhere');
  const hasSigned = signatures.some(({ organisation }) => organisation === actor.organisation);
  return hasSigned ? denied('sharing.signed-already') : requireConfirmed(actor);
}

/** Privacy officers of all parties, and who decides for an owner of data: one of them is enough, and at once. */
export function mayStop(actor: Actor, edition: SharingEdition, owners: readonly string[]): PolicyAnswer {
  const isIn = takesPart(actor, edition);
  if (!isIn.allowed) return isIn;
  const isOwner = owners.includes(actor.organisation);
  return requireRole(actor, isOwner ? [...deciding, 'manager'] : ['privacy-officer'], 'sharing.role-may-not');
}

/** The list of legal bases is of the whole installation. */
export function mayChangeBases(actor: Actor, founding: string | undefined): PolicyAnswer {
  const isFounding = actor.organisation === founding;
  return isFounding && actor.roles.includes('administrator') ? allowed : denied('sharing.administrator-only');
}

export function mayUseDesk(actor: Actor): PolicyAnswer {
  return requireRole(actor, ['privacy-officer'], 'sharing.privacy-officer-only');
}

export function takesPart(actor: Actor, edition: SharingEdition): PolicyAnswer {
  return edition.organisationsIn.includes(actor.organisation) ? allowed : denied('sharing.not-in');
}

const stateReasons: ReadonlySet<string> = new Set([
  ...['sharing.wrong-state', 'sharing.no-mandate', 'sharing.signed-already', 'sharing.signed-elsewhere'],
  ...['sharing.adviser-may-not-sign'],
]);

/** 409 for what the state does not allow, 403 for who may not. */
export function statusOf(answer: PolicyAnswer): 403 | 409 {
  return !answer.allowed && stateReasons.has(answer.reason) ? 409 : 403;
}

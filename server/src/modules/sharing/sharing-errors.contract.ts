export const sharingErrors = [
  'sharing.no-agreement',
  'sharing.stopped',
  'sharing.ended',
  'sharing.not-in-agreement',
  'sharing.review-due',
  'sharing.too-often',
  'sharing.not-in',
  'sharing.role-may-not',
  'sharing.other-organisation',
  'sharing.facilitator-only',
  'sharing.privacy-officer-only',
  'sharing.not-signatory',
  'sharing.no-mandate',
  'sharing.signed-elsewhere',
  'sharing.adviser-may-not-sign',
  'sharing.signed-already',
  'sharing.content-changed',
  'sharing.wrong-state',
  'sharing.data-set-unknown',
  'sharing.owner-not-in',
  'sharing.column-unknown',
  'sharing.question-unknown',
  'sharing.no-question',
  'sharing.grain-impossible',
  'sharing.stays-at-owner',
  'sharing.period-reversed',
  'sharing.plan-incomplete',
  'sharing.basis-unknown',
  'sharing.basis-unchecked',
  'sharing.basis-missing',
  'sharing.conditions-missing',
  'sharing.advice-negative',
  'sharing.signatory-missing',
  'sharing.not-narrower',
  'sharing.not-stopped',
  'sharing.earlier-unknown',
  'sharing.basis-exists',
  'sharing.administrator-only',
] as const;
export type SharingError = (typeof sharingErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    sharing: SharingError;
  }
}

/** What a question of the data of an edition is refused with when its agreement lets nothing be asked. */
export const refusedWhenAsking = ['sharing.no-agreement', 'sharing.stopped', 'sharing.ended'] as const;

/** Why a delivery that was taken in did not land, besides the errors above. */
export const sharingProblemErrors = [
  'sharing.agreement-changed',
  'sharing.outside-period',
  'sharing.too-many-rows',
  'sharing.too-many-persons',
  'sharing.area-too-small',
] as const;
export type SharingProblem = (typeof sharingProblemErrors)[number];

/** What a plan still lacks. */
export const sharingMissingMessages = [
  'sharing.missing.frame', // {}
  'sharing.missing.data-set', // {}
  'sharing.missing.decision', // {}
  'sharing.missing.terms', // {}
  'sharing.missing.basis', // {}
  'sharing.missing.special-basis', // {}
  'sharing.missing.necessity', // {}
] as const;
export type MissingMessage = (typeof sharingMissingMessages)[number];

/** What this module tells the log. */
export const identityActions = [
  'identity.account-opened',
  'identity.code-made',
  'identity.code-renewed',
  'identity.code-withdrawn',
  'identity.officer-confirmed',
  'identity.organisation-added',
  'identity.organisation-confirmed',
  'identity.organisation-refused',
  'identity.password-changed',
  'identity.person-added',
  'identity.person-blocked',
  'identity.person-unblocked',
  'identity.set-up',
  'identity.sign-in-refused',
  'identity.signed-in',
] as const;
export type IdentityAction = (typeof identityActions)[number];

/** What this module tells the log. */
export const sharingActions = [
  'sharing.advised',
  'sharing.amendment-begun',
  'sharing.basis-added',
  'sharing.basis-changed',
  'sharing.columns-decided',
  'sharing.columns-linked',
  'sharing.data-set-proposed',
  'sharing.data-set-withdrawn',
  'sharing.earlier-taken-over',
  'sharing.frame-set',
  'sharing.in-force',
  'sharing.narrowed',
  'sharing.plan-closed',
  'sharing.resumed',
  'sharing.signatory-named',
  'sharing.signatures-void',
  'sharing.signed',
  'sharing.signing-opened',
  'sharing.stopped',
  'sharing.terms-set',
] as const;
export type SharingAction = (typeof sharingActions)[number];

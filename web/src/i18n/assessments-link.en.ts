import type { assessmentsLinkNl } from './assessments-link.nl.ts';

export const assessmentsLinkEn = {
  title: 'Risk and ethics',
  lead: 'How much care do these data ask, and what matters more than what?',
  open: 'To risk and ethics',
} satisfies Record<keyof typeof assessmentsLinkNl, string>;

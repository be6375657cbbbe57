import { disclosiveZeros } from './disclosive-zeros.ts';
import { dominance } from './dominance.ts';
import { groupDisclosure } from './group-disclosure.ts';
import { minimumCount } from './minimum-count.ts';
import { precision } from './precision.ts';
import type { ProtectionRule } from './rule.ts';
import { smallComplements } from './small-complements.ts';

/** All rules, in the order in which they are asked: what a rule suppresses, the next ones know. */
export const protectionRules: readonly ProtectionRule[] = [
  minimumCount,
  dominance,
  smallComplements,
  disclosiveZeros,
  groupDisclosure,
  precision,
];

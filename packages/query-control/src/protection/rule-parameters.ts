import type { DisclosureSettings } from '../cell-key/parameters.ts';
import { type RuleParameters, ruleParameters } from './rule.ts';

/** The limits of the rules that belong to the settings of a space: its minimum count, its noise and its p% rule. */
export function settingsToRuleParameters({
  minimumCount,
  counts: { maxNoise, variance },
  dominancePercent,
}: Pick<DisclosureSettings, 'minimumCount' | 'counts' | 'dominancePercent'>): RuleParameters {
  return { ...ruleParameters, minimumCount, maxNoise, variance, dominancePercent };
}

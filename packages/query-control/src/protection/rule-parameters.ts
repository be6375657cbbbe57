import { type DisclosureSettings, defaultParameters } from '../cell-key/parameters.ts';
import type { RuleParameters } from './rule.ts';

/** No group under the minimum can be estimated with a smaller standard error than this. */
const smallestError = 2.0;

/** The limits of the rules that follow from the settings of a space: its minimum count, its noise and its p% rule. */
export function settingsToRuleParameters({
  minimumCount,
  counts: { maxNoise, variance },
  dominancePercent,
}: Pick<DisclosureSettings, 'minimumCount' | 'counts' | 'dominancePercent'>): RuleParameters {
  return { minimumCount, maxNoise, variance, dominancePercent, floor: smallestError };
}

/**
 * Whether a shown figure has less noise than the check allows of a hidden group. The check holds all the same, by
 * suppressing more figures or closing more of what could be asked than the noise is worth.
 */
export function hasNoiseBelowFloor({ variance, floor }: RuleParameters): boolean {
  return variance < floor ** 2;
}

/** The limits of the platform; why these, says the decision record of each rule. */
export const ruleParameters: RuleParameters = settingsToRuleParameters(defaultParameters);

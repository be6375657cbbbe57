import { createParameters, type DisclosureParameters, defaultParameters } from '../cell-key/parameters.ts';
import { ruleParameters } from '../protection/rule.ts';

const { minimumCount, maxNoise, variance, dominancePercent } = ruleParameters;

/** The parameters of figures that the rules of `ruleParameters` were asked about: the same noise and the same minimum. */
export const figureParameters: DisclosureParameters = createParameters({
  minimumCount,
  counts: { ...defaultParameters.counts, maxNoise, variance },
  sums: { ...defaultParameters.sums, maxNoise, variance },
  dominancePercent,
});

import { type DisclosureParameters, defaultParameters, protectCount } from '@datalab/query-control';

const keysTried = 4096;

/**
 * How often an attacker who sees one figure guesses a secret bit correctly. The figure is the most disclosive one that may be shown: how many
 * in a group have the secret, where the others who have it are as many as chance gives (Poisson), and each bit is as
 * likely. Calculated over all outcomes: the figure, a zero, and that it is suppressed. A group with fewer than twice the
 * minimum is no better, as what is shown of half of it is suppressed, and its zeros too.
 */
export function bestSingleGuess(parameters: DisclosureParameters = defaultParameters): number {
  const { minimumCount } = parameters;
  const averages = Array.from({ length: 8 * minimumCount }, (_, step) => (minimumCount + step) / 2);
  const outcomes = createOutcomes(parameters);
  return Math.max(...averages.map((average) => guessAbout(average, outcomes)));
}

type Outcomes = (count: number) => ReadonlyMap<string, number>;

function guessAbout(average: number, outcomes: Outcomes): number {
  const most = Math.ceil(average + 12 * Math.sqrt(average) + 12);
  const [without, withIt] = [0, 1].map((bit) => {
    const chances = new Map<string, number>();
    let chance = Math.exp(-average);
    for (let others = 0; others <= most; others += 1) {
      for (const [outcome, share] of outcomes(others + bit)) {
        chances.set(outcome, (chances.get(outcome) ?? 0) + chance * share);
      }
      chance *= average / (others + 1);
    }
    return chances;
  });
  const all = new Set([...(without?.keys() ?? []), ...(withIt?.keys() ?? [])]);
  return [...all].reduce(
    (right, outcome) => right + Math.max(without?.get(outcome) ?? 0, withIt?.get(outcome) ?? 0) / 2,
    0,
  );
}

/** What is seen of a count, with the share of cell keys that give it. */
function createOutcomes(parameters: DisclosureParameters): Outcomes {
  const known = new Map<number, ReadonlyMap<string, number>>();
  return (count) => {
    const before = known.get(count);
    if (before) return before;
    const shares = new Map<string, number>();
    for (let key = 0; key < keysTried; key += 1) {
      const cellKey = Math.floor(((key + 0.5) / keysTried) * 2 ** 32);
      const figure = protectCount({ count, cellKey }, parameters);
      const outcome = figure.status === 'published' ? String(figure.value) : figure.status;
      shares.set(outcome, (shares.get(outcome) ?? 0) + 1 / keysTried);
    }
    known.set(count, shares);
    return shares;
  };
}

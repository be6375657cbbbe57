import type { Inhabitant } from './inhabitants.ts';
import type { TownMap } from './map/town-map.ts';
import { apportion, type Random } from './random.ts';

/** Which inhabitants are involved in what. The proportions here are the truth that the analyses should find. */
export interface Involvement {
  readonly care: readonly Inhabitant[];
  readonly benefits: readonly Inhabitant[];
  readonly support: readonly Inhabitant[];
  readonly tenants: readonly Inhabitant[];
  /** Everyone named in a nuisance report, and how often. */
  readonly reported: ReadonlyArray<{ readonly person: Inhabitant; readonly reports: number }>;
  /** The neighbourhoods where most is reported, the worst first. */
  readonly troubled: readonly string[];
}

const sizes = { care: 2_200, benefits: 2_800, support: 3_000, tenants: 4_500 };
const frequentPersons = 14;
const frequentReports = 1_740;

function isAdult({ age }: Inhabitant): boolean {
  return age >= 18;
}

/** The same share of the adults in every neighbourhood. */
function spreadEvenly(inhabitants: readonly Inhabitant[], map: TownMap, size: number, random: Random) {
  const perArea = apportion(
    size,
    map.neighbourhoods.map((area) => area.inhabitants),
  );
  return map.neighbourhoods.flatMap(({ code }, k) => {
    const adults = inhabitants.filter((person) => person.neighbourhood === code && isAdult(person));
    return random.shuffle(adults).slice(0, perArea[k]);
  });
}

function pickTroubled(map: TownMap): string[] {
  return [...map.neighbourhoods]
    .sort((left, right) => left.fromCentre - right.fromCentre)
    .slice(0, 5)
    .map(({ code }) => code);
}

/** One in five of those in care, about half of those on benefits, and older people until the number is reached. */
function pickSupported(
  inhabitants: readonly Inhabitant[],
  care: ReadonlySet<Inhabitant>,
  benefits: ReadonlySet<Inhabitant>,
  random: Random,
): Inhabitant[] {
  const inCare = random.shuffle([...care]).slice(0, Math.round(sizes.care * 0.2));
  const onBenefits = [...benefits].filter((person) => !care.has(person) && random.chance(0.48));
  const others = random.shuffle(
    inhabitants.filter((person) => person.age >= 60 && !care.has(person) && !benefits.has(person)),
  );
  const first = [...inCare, ...onBenefits];
  return [...first, ...others.slice(0, sizes.support - first.length)];
}

function countReports(random: Random): number[] {
  const weights = Array.from({ length: frequentPersons }, () => 0.6 + random.next());
  const often = apportion(frequentReports, weights);
  const repeat = (times: number, min: number, max: number) =>
    Array.from({ length: times }, () => random.integer(min, max));
  return [...often, ...repeat(18, 10, 14), ...repeat(44, 5, 9), ...repeat(130, 2, 4), ...repeat(280, 1, 1)];
}

/** A handful of persons with many reports, who live in the troubled neighbourhoods and are in care; others have few. */
function pickReported(
  adults: readonly Inhabitant[],
  care: ReadonlySet<Inhabitant>,
  troubled: readonly string[],
  random: Random,
): Involvement['reported'] {
  const counts = countReports(random);
  const known = adults.filter((person) => care.has(person) && troubled.includes(person.neighbourhood));
  const frequent = random.shuffle(known).slice(0, frequentPersons);
  const likely = adults.filter((person) => troubled.includes(person.neighbourhood));
  const mixed = random.shuffle([
    ...random.shuffle(likely).slice(0, 500),
    ...random.shuffle([...care]),
    ...adults,
  ]);
  const others = [...new Set(mixed)].filter((person) => !frequent.includes(person));
  return counts.flatMap((reports, k) => {
    const person = k < frequentPersons ? frequent[k] : others[k - frequentPersons];
    return person === undefined ? [] : [{ person, reports }];
  });
}

export function involveInhabitants(
  inhabitants: readonly Inhabitant[],
  map: TownMap,
  random: Random,
): Involvement {
  const adults = inhabitants.filter(isAdult);
  const working = adults.filter(({ age }) => age < 67);
  const troubled = pickTroubled(map);
  const care = new Set(spreadEvenly(inhabitants, map, sizes.care, random.fork('care')));
  const careAndBenefits = random.fork('both').shuffle([...care].filter(({ age }) => age < 67));
  const benefits = new Set([
    ...careAndBenefits.slice(0, 480),
    ...random
      .fork('benefits')
      .shuffle(working.filter((person) => !care.has(person)))
      .slice(0, sizes.benefits - 480),
  ]);
  return {
    care: [...care],
    benefits: [...benefits],
    support: pickSupported(inhabitants, care, benefits, random.fork('support')),
    tenants: random
      .fork('tenants')
      .shuffle(adults.filter(({ age }) => age >= 23))
      .slice(0, sizes.tenants),
    reported: pickReported(adults, care, troubled, random.fork('reported')),
    troubled,
  };
}

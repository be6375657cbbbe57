import type { TownMap } from '../map/town-map.ts';
import { months } from '../months.ts';
import { toFileBytes } from '../partner-file.ts';
import type { Random } from '../random.ts';

/** The effect that is planted in the litter reports, for the impact measurement to find. */
export interface LitterTruth {
  /** The neighbourhoods that got extra bins. */
  readonly withBins: readonly string[];
  /** Neighbourhoods like them that got none. */
  readonly withoutBins: readonly string[];
  /** The neighbourhood where the caretakers walk their round. */
  readonly rounds: string;
  /** So little is reported here that most months may not be shown. */
  readonly quiet: string;
  readonly binsFrom: string;
  readonly roundsFrom: string;
  /** The share of the reports that stays away where the bins stand, from `binsFrom` on. */
  readonly effectShare: number;
  /** The last month of the first of the two deliveries. */
  readonly firstUntil: string;
}

export interface LitterReport {
  readonly month: string;
  readonly neighbourhood: string;
  readonly kind: 'beside-bin' | 'street' | 'bulky';
}

const effectShare = 0.35;
const growthPerMonth = 0.002;
const seasonShare = 0.12;
const kinds = { 'beside-bin': 5, street: 4, bulky: 1 } as const;

export function plantLitter(map: TownMap): LitterTruth {
  const outward = map.neighbourhoods
    .toSorted((left, right) => left.fromCentre - right.fromCentre)
    .map(({ code }) => code);
  return {
    withBins: outward.slice(0, 2),
    withoutBins: outward.slice(2, 5),
    rounds: outward[6] ?? '',
    quiet: outward.at(-1) ?? '',
    binsFrom: '2025-10',
    roundsFrom: '2026-06',
    effectShare,
    firstUntil: '2026-03',
  };
}

/** What was reported, month by month; a season and a slow growth are the same everywhere. */
export function reportLitter(map: TownMap, truth: LitterTruth, random: Random): LitterReport[] {
  const perMonth = new Map(map.neighbourhoods.slice(0, 8).map(({ code }) => [code, 8]));
  for (const code of truth.withBins) perMonth.set(code, 60);
  for (const code of truth.withoutBins) perMonth.set(code, 45);
  perMonth.set(truth.rounds, 24);
  perMonth.set(truth.quiet, 4);
  return months.flatMap((month, k) =>
    [...perMonth].flatMap(([neighbourhood, level]) => {
      const season = 1 + seasonShare * Math.sin((2 * Math.PI * (k + 6)) / 12);
      const stays = truth.withBins.includes(neighbourhood) && month >= truth.binsFrom ? 1 - effectShare : 1;
      const expected = level * (1 + growthPerMonth * k) * season * stays;
      return Array.from({ length: poisson(expected, random) }, (): LitterReport => {
        return { month, neighbourhood, kind: random.weighted(kinds) };
      });
    }),
  );
}

/** The file of the municipality, up to and including a month. */
export function litterToFile(reports: readonly LitterReport[], until: string): Buffer {
  const rows = reports
    .filter(({ month }) => month <= until)
    .map(({ month, neighbourhood, kind }, index) => [
      `ZA-${String(index + 1).padStart(6, '0')}`,
      month,
      neighbourhood,
      kind,
    ]);
  return toFileBytes(['report_id', 'month', 'neighbourhood', 'kind'], rows, {
    delimiter: ';',
    lineEnd: '\r\n',
    encoding: 'utf-8',
  });
}

/** A number of chance events with this expectation (Knuth, The Art of Computer Programming 2, 3.4.1). */
function poisson(expected: number, random: Random): number {
  const limit = Math.exp(-expected);
  let count = -1;
  for (let product = 1; product > limit; product *= random.next()) count += 1;
  return count;
}

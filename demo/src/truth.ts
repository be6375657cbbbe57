import type { SpoiledTable } from './faults.ts';
import type { Inhabitant } from './inhabitants.ts';
import type { TownMap } from './map/town-map.ts';
import type { CareMonth } from './sources/mental-health-care.ts';
import type { NuisanceReport } from './sources/nuisance-reports.ts';
import type { Dataset, Fault } from './sources/source.ts';

/** Persons of one data set, and how many of them are also in another. */
export interface Overlap {
  readonly persons: number;
  readonly also: number;
  readonly share: number;
}

const reportBands = ['1', '2-4', '5-9', '10-24', '25+'] as const;
export type ReportBand = (typeof reportBands)[number];

/** What the sound rows of the files say, counted from those rows: what the analyses are to find. */
export interface Truth {
  readonly supportAmongCare: Overlap;
  readonly supportAmongBenefits: Overlap;
  readonly frequentPersons: {
    readonly persons: number;
    readonly reports: number;
    /** All reports that name a person, and all persons named. */
    readonly personReports: number;
    readonly personsNamed: number;
    readonly share: number;
    readonly bands: Readonly<Record<ReportBand, { readonly persons: number; readonly reports: number }>>;
  };
  readonly concentration: {
    /** The five neighbourhoods with most reports, the worst first. */
    readonly neighbourhoods: readonly string[];
    readonly reports: number;
    readonly total: number;
    readonly share: number;
    /** Reports without a known place. */
    readonly unplaced: number;
    readonly reportsPerNeighbourhood: Readonly<Record<string, number>>;
    readonly carePersonsPerNeighbourhood: Readonly<Record<string, number>>;
    /** Persons in care per 1,000 inhabitants, over neighbourhoods of at least 500 inhabitants. */
    readonly carePerThousand: { readonly lowest: number; readonly highest: number };
  };
  readonly categories: { readonly total: number; readonly counts: Counts; readonly litterShare: number };
  readonly followUp: { readonly total: number; readonly counts: Counts; readonly noneShare: number };
  readonly rows: Readonly<Record<Dataset, RowTruth>>;
}

type Counts = Readonly<Record<string, number>>;

export interface RowTruth {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
  /** Distinct persons in the accepted rows. */
  readonly persons: number;
}

type ByPerson = { readonly person?: Inhabitant | undefined };

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

function personsIn(happenings: readonly ByPerson[]): Set<Inhabitant> {
  return new Set(happenings.flatMap(({ person }) => person ?? []));
}

function overlap(one: ReadonlySet<Inhabitant>, other: ReadonlySet<Inhabitant>): Overlap {
  const also = [...one].filter((person) => other.has(person)).length;
  return { persons: one.size, also, share: also / one.size };
}

function bandOf(reports: number): ReportBand {
  if (reports >= 25) return '25+';
  if (reports >= 10) return '10-24';
  if (reports >= 5) return '5-9';
  return reports >= 2 ? '2-4' : '1';
}

function findFrequentPersons(reports: readonly NuisanceReport[]): Truth['frequentPersons'] {
  const perPerson = Object.values(
    countBy(
      reports.filter(({ person }) => person !== undefined),
      ({ person }) => person?.personNumber ?? '',
    ),
  );
  const bandTruth = (band: ReportBand) => {
    const inBand = perPerson.filter((count) => bandOf(count) === band);
    return { persons: inBand.length, reports: inBand.reduce((sum, count) => sum + count, 0) };
  };
  const bands = Object.fromEntries(reportBands.map((band) => [band, bandTruth(band)])) as Record<
    ReportBand,
    { persons: number; reports: number }
  >;
  const personReports = perPerson.reduce((sum, count) => sum + count, 0);
  const frequent = bands['25+'];
  const share = frequent.reports / personReports;
  return { ...frequent, personReports, personsNamed: perPerson.length, share, bands };
}

function findConcentration(
  reports: readonly NuisanceReport[],
  care: ReadonlySet<Inhabitant>,
  map: TownMap,
): Truth['concentration'] {
  const perArea = countBy(reports, ({ neighbourhood }) => neighbourhood);
  const unplaced = perArea[''] ?? 0;
  const placed = Object.entries(perArea).filter(([code]) => code !== '');
  const worst = placed.sort(([, left], [, right]) => right - left).slice(0, 5);
  const worstReports = worst.reduce((sum, [, count]) => sum + count, 0);
  const careCounts = countBy([...care], ({ neighbourhood }) => neighbourhood);
  const careRates = map.neighbourhoods
    .filter(({ inhabitants }) => inhabitants >= 500)
    .map(({ code, inhabitants }) => (1_000 * (careCounts[code] ?? 0)) / inhabitants);
  return {
    neighbourhoods: worst.map(([code]) => code),
    reports: worstReports,
    total: reports.length,
    share: worstReports / reports.length,
    unplaced,
    reportsPerNeighbourhood: Object.fromEntries(placed),
    carePersonsPerNeighbourhood: careCounts,
    carePerThousand: { lowest: Math.min(...careRates), highest: Math.max(...careRates) },
  };
}

/** The files of the town before they are written. */
export interface TownTables {
  readonly nuisance: SpoiledTable<NuisanceReport>;
  readonly support: SpoiledTable<ByPerson>;
  readonly population: SpoiledTable<object>;
  readonly tenancies: SpoiledTable<ByPerson>;
  readonly care: SpoiledTable<CareMonth>;
  readonly benefits: SpoiledTable<ByPerson>;
}

function rowTruth({ rows, rejected, faults, sound }: SpoiledTable<ByPerson>): RowTruth {
  return {
    read: rows.length,
    accepted: rows.length - rejected,
    rejected,
    faults,
    persons: personsIn(sound).size,
  };
}

export function findTruth(tables: TownTables, map: TownMap): Truth {
  const reports = tables.nuisance.sound;
  const support = personsIn(tables.support.sound);
  const care = personsIn(tables.care.sound);
  const categories = countBy(reports, ({ category }) => category);
  const followUp = countBy(reports, (report) => report.followUp);
  return {
    supportAmongCare: overlap(care, support),
    supportAmongBenefits: overlap(personsIn(tables.benefits.sound), support),
    frequentPersons: findFrequentPersons(reports),
    concentration: findConcentration(reports, care, map),
    categories: {
      total: reports.length,
      counts: categories,
      litterShare: (categories['litter'] ?? 0) / reports.length,
    },
    followUp: {
      total: reports.length,
      counts: followUp,
      noneShare: (followUp['none'] ?? 0) / reports.length,
    },
    rows: {
      'nuisance-reports': rowTruth(tables.nuisance),
      'social-support': rowTruth(tables.support),
      population: rowTruth(tables.population),
      tenancies: rowTruth(tables.tenancies),
      'mental-health-care': rowTruth(tables.care),
      benefits: rowTruth(tables.benefits),
    },
  };
}

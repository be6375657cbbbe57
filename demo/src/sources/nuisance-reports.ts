import type { Inhabitant } from '../inhabitants.ts';
import type { Involvement } from '../involvement.ts';
import type { TownMap } from '../map/town-map.ts';
import { months } from '../months.ts';
import type { Random } from '../random.ts';
import { type Source, toDutchDate } from './source.ts';

export interface NuisanceReport {
  readonly month: string;
  readonly neighbourhood: string;
  readonly category: keyof typeof aboutNobody;
  readonly reportedBy: string;
  readonly followUp: string;
  readonly person: Inhabitant | undefined;
}

const totalReports = 6_000;
const aboutNobody = {
  litter: 63,
  noise: 14,
  'youth-group': 9,
  vandalism: 7,
  'neighbour-dispute': 3,
  'drugs-and-alcohol': 3,
  'confused-behaviour': 1,
};
const aboutSomebody = {
  'confused-behaviour': 27,
  noise: 24,
  'neighbour-dispute': 17,
  'drugs-and-alcohol': 15,
  litter: 11,
  vandalism: 4,
  'youth-group': 2,
};
const reporters = {
  inhabitant: 61,
  'police-officer': 17,
  enforcement: 12,
  'housing-caretaker': 7,
  anonymous: 3,
};
const directors = { none: 70, police: 11, municipality: 9, housing: 6, care: 4 };
const remarks = [
  'Melder wil teruggebeld worden.',
  'Afval naast de container, "al weken".',
  'Geluid tot na 02.00 uur;\nburen aangesproken.',
  'Betrokkene was verward, rustig meegelopen.  ',
  '',
  'Herhaalde melding, zie eerdere registratie.',
];

/** More in summer, and a little more each year. */
function pickMonth(random: Random): string {
  for (;;) {
    const index = random.integer(0, months.length - 1);
    const summer = Math.cos((2 * Math.PI * (Number(months[index]?.slice(5)) - 7)) / 12);
    if (random.chance((0.75 + 0.2 * summer + index / 300) / 1.1)) return months[index] ?? '';
  }
}

function createPlacePicker(map: TownMap, troubled: readonly string[], random: Random) {
  const calm = map.neighbourhoods.filter(({ code }) => !troubled.includes(code));
  const weights = Object.fromEntries(calm.map(({ code, inhabitants }) => [code, inhabitants]));
  const troubledWeights = Object.fromEntries(troubled.map((code, k) => [code, 6 - 0.6 * k]));
  return (home: string | undefined) => {
    if (random.chance(0.04)) return '';
    if (home !== undefined && random.chance(0.6)) return home;
    return random.chance(0.55) ? random.weighted(troubledWeights) : random.weighted(weights);
  };
}

export function reportNuisance(
  { reported, troubled }: Involvement,
  map: TownMap,
  random: Random,
): Source<NuisanceReport> {
  const pickPlace = createPlacePicker(map, troubled, random.fork('places'));
  const report = (person: Inhabitant | undefined): NuisanceReport => ({
    month: pickMonth(random),
    neighbourhood: pickPlace(person?.neighbourhood),
    category: random.weighted(person ? aboutSomebody : aboutNobody),
    reportedBy: random.weighted(reporters),
    followUp: random.weighted(directors),
    person,
  });
  const named = reported.flatMap(({ person, reports }) =>
    Array.from({ length: reports }, () => report(person)),
  );
  const unnamed = Array.from({ length: totalReports - named.length }, () => report(undefined));
  const happenings = random
    .shuffle([...named, ...unnamed])
    .sort((left, right) => (left.month < right.month ? -1 : left.month > right.month ? 1 : 0));
  return {
    dataset: 'nuisance-reports',
    columns: [
      ...['report_id', 'month', 'neighbourhood', 'category', 'reported_by', 'follow_up'],
      ...['person_number', 'surname', 'birth_date', 'remarks'],
    ],
    happenings,
    toCells: ({ month, neighbourhood, category, reportedBy, followUp, person }, index) => [
      `PL9999-${month.slice(0, 4)}-${String(index + 1).padStart(6, '0')}`,
      month,
      neighbourhood,
      category,
      reportedBy,
      followUp,
      person?.personNumber ?? '',
      person ? [person.prefix, person.surname].filter(Boolean).join(' ') : '',
      person ? toDutchDate(person.birthDate) : '',
      remarks[index % remarks.length] ?? '',
    ],
    faults: [
      { fault: 'person-number', column: 'person_number', times: 9 },
      { fault: 'month', column: 'month', times: 4 },
      { fault: 'unknown-neighbourhood', column: 'neighbourhood', times: 6 },
      { fault: 'unregistered-category', column: 'category', times: 3 },
      { fault: 'repeated-row', column: 'report_id', times: 5 },
    ],
    style: { delimiter: ',', lineEnd: '\n', encoding: 'utf-8' },
  };
}

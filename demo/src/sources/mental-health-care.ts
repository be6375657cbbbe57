import type { Inhabitant } from '../inhabitants.ts';
import { months } from '../months.ts';
import type { Random } from '../random.ts';
import { type Source, toDutchDate } from './source.ts';

export interface CareMonth {
  readonly person: Inhabitant;
  readonly month: string;
  readonly kind: string;
}

const kinds = { outpatient: 68, 'care-at-home': 21, 'day-treatment': 7, 'clinical-admission': 4 };

/** One row for each month in which a person had treatment. */
export function giveCare(patients: readonly Inhabitant[], random: Random): Source<CareMonth> {
  const happenings = patients.flatMap((person) => {
    const kind = random.weighted(kinds);
    const length = random.integer(2, 12);
    const start = random.integer(0, months.length - length);
    return months.slice(start, start + length).map((month): CareMonth => ({ person, month, kind }));
  });
  return {
    dataset: 'mental-health-care',
    columns: ['person_number', 'surname', 'birth_date', 'month', 'neighbourhood', 'kind'],
    happenings,
    toCells: ({ person, month, kind }) => [
      person.personNumber,
      person.surname,
      toDutchDate(person.birthDate),
      month,
      person.neighbourhood,
      kind,
    ],
    faults: [
      { fault: 'person-number', column: 'person_number', times: 14 },
      { fault: 'month', column: 'month', times: 6 },
      { fault: 'missing-value', column: 'kind', times: 9 },
      { fault: 'unknown-neighbourhood', column: 'neighbourhood', times: 7 },
    ],
    style: { delimiter: ',', lineEnd: '\n', encoding: 'utf-8' },
  };
}

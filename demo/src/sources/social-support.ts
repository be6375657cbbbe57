import type { Inhabitant } from '../inhabitants.ts';
import { months } from '../months.ts';
import type { Random } from '../random.ts';
import { type Source, toDutchDate, toDutchNumber } from './source.ts';

export interface Provision {
  readonly person: Inhabitant;
  readonly month: string;
  readonly kind: string;
  readonly hoursPerWeek: number;
}

const kinds = { 'household-help': 46, 'guidance-at-home': 24, 'day-activities': 14, transport: 16 };

/** One row for each provision that started in the period. */
export function provideSupport(supported: readonly Inhabitant[], random: Random): Source<Provision> {
  const happenings = supported.flatMap((person) =>
    Array.from(
      { length: Number(random.weighted({ 1: 62, 2: 30, 3: 8 })) },
      (): Provision => ({
        person,
        month: random.pick(months),
        kind: random.weighted(kinds),
        hoursPerWeek: random.integer(2, 24) / 2,
      }),
    ),
  );
  return {
    dataset: 'social-support',
    columns: [
      ...['provision_id', 'person_number', 'given_name', 'prefix', 'surname', 'birth_date'],
      ...['month', 'neighbourhood', 'kind', 'hours_per_week'],
    ],
    happenings,
    toCells: ({ person, month, kind, hoursPerWeek }, index) => [
      `WMO${String(index + 1).padStart(6, '0')}`,
      person.personNumber,
      person.givenName,
      person.prefix,
      person.surname,
      toDutchDate(person.birthDate),
      month,
      person.neighbourhood,
      kind,
      toDutchNumber(hoursPerWeek, 1),
    ],
    faults: [
      { fault: 'person-number', column: 'person_number', times: 7 },
      { fault: 'month', column: 'month', times: 3 },
      { fault: 'not-a-number', column: 'hours_per_week', times: 4 },
      { fault: 'repeated-row', column: 'provision_id', times: 3 },
    ],
    style: { delimiter: ';', lineEnd: '\r\n', encoding: 'utf-8-bom' },
  };
}

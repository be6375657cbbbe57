import type { Inhabitant } from '../inhabitants.ts';
import type { Random } from '../random.ts';
import { type Source, toDutchNumber } from './source.ts';

export interface Tenancy {
  readonly person: Inhabitant;
  readonly month: string;
  readonly dwelling: string;
  readonly complaint: 'yes' | 'no';
  readonly arrears: number;
}

const countedIn = ['2023-12', '2024-12', '2025-12'] as const;
const dwellings = { flat: 55, 'family-house': 34, 'senior-dwelling': 11 };

/** The state of each tenancy at the end of the year; a tenant may have come later. */
export function countTenancies(tenants: readonly Inhabitant[], random: Random): Source<Tenancy> {
  const happenings = tenants.flatMap((person) => {
    const since = Number(random.weighted({ 0: 84, 1: 10, 2: 6 }));
    const dwelling = random.weighted(dwellings);
    return countedIn.slice(since).map(
      (month): Tenancy => ({
        person,
        month,
        dwelling,
        complaint: random.chance(0.06) ? 'yes' : 'no',
        arrears: random.chance(0.09) ? random.integer(5_000, 240_000) / 100 : 0,
      }),
    );
  });
  return {
    dataset: 'tenancies',
    columns: [
      ...['tenancy_id', 'person_number', 'given_name', 'prefix', 'surname', 'postcode', 'house_number'],
      ...['month', 'neighbourhood', 'dwelling', 'complaint', 'arrears'],
    ],
    happenings,
    toCells: ({ person, month, dwelling, complaint, arrears }, index) => [
      `H${String(index + 1).padStart(6, '0')}`,
      person.personNumber,
      person.givenName,
      person.prefix,
      index % 200 === 7 ? `${person.surname}  ` : person.surname,
      person.postcode,
      person.houseNumber,
      month,
      person.neighbourhood,
      dwelling,
      complaint,
      toDutchNumber(arrears, 2),
    ],
    faults: [
      { fault: 'person-number', column: 'person_number', times: 11 },
      { fault: 'missing-value', column: 'person_number', times: 8 },
      { fault: 'unknown-neighbourhood', column: 'neighbourhood', times: 5 },
      { fault: 'not-a-number', column: 'arrears', times: 6 },
    ],
    style: { delimiter: ';', lineEnd: '\r\n', encoding: 'windows-1252' },
  };
}

import fc from 'fast-check';
import { bandOf, recordsPerPerson } from '../lattice/records-per-person.ts';
import type { Microdata } from './count-cube.ts';

interface RandomRecord {
  readonly person: number;
  readonly month: string;
  readonly kind: string;
  readonly complaint: string | null;
  readonly area: string | null;
  readonly amount: number | null;
}

/** Values that are likely first, so that groups of any size and uniform groups occur. */
const unevenly = <T>(...values: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { depthSize: 'small' },
    ...values.map((value, at) => ({ arbitrary: fc.constant(value), weight: 3 ** (values.length - at) })),
  );

/** Up to so many records of up to 12 persons in `smallTown`. */
export function randomMicrodata(recordsMax: number): fc.Arbitrary<Microdata> {
  const record: fc.Arbitrary<RandomRecord> = fc.record({
    person: fc.integer({ min: -2, max: 11 }),
    month: unevenly('2024-01', '2023-12', '2024-02', '2023-11'),
    kind: unevenly('noise', 'litter', 'other'),
    complaint: unevenly<string | null>('no', 'yes', null),
    area: unevenly<string | null>('BU1', 'BU2', 'BU3', null),
    amount: fc.option(fc.integer({ min: -5, max: 40 })),
  });
  const seeds = fc.array(fc.nat({ max: 2 ** 32 - 1 }), { minLength: 12, maxLength: 12 });
  return fc
    .tuple(fc.array(record, { maxLength: recordsMax }), seeds, fc.integer({ min: 2, max: 5 }))
    .map(([records, personKeys, inCareFrom]) => toMicrodata(records, personKeys, inCareFrom));
}

function toMicrodata(
  random: readonly RandomRecord[],
  personKeys: readonly number[],
  inCareEvery: number,
): Microdata {
  const homes = new Map(random.map(({ person, area }) => [person, area]));
  const records = random.map((record) =>
    record.person < 0 ? record : { ...record, area: homes.get(record.person) ?? null },
  );
  const persons = Int32Array.from(records, ({ person }) => Math.max(person, -1));
  const band = (person: number): string | null =>
    person < 0 ? null : bandOf(persons.filter((one) => one === person).length);
  return {
    values: new Map<string, (string | null)[]>([
      ['time', records.map(({ month }) => month)],
      ['area', records.map(({ area }) => area)],
      ['kind', records.map(({ kind }) => kind)],
      ['complaint', records.map(({ complaint }) => complaint)],
      [
        'in.care',
        [...persons].map((person) => (person < 0 ? null : person % inCareEvery === 0 ? 'yes' : 'no')),
      ],
      [recordsPerPerson, [...persons].map(band)],
    ]),
    recordKeys: Uint32Array.from(records, (_, at) => Math.imul(at + 1, 0x9e3779b1)),
    persons,
    personKeys: Uint32Array.from(personKeys),
    amounts: new Map([['amount', Float64Array.from(records, ({ amount }) => amount ?? Number.NaN)]]),
  };
}

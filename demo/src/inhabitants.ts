import type { Neighbourhood } from './map/town-map.ts';
import { givenNames, prefixes, surnames } from './names.ts';
import { fictitiousPersonNumbers } from './person-numbers.ts';
import type { Random } from './random.ts';

export interface Inhabitant {
  readonly personNumber: string;
  readonly givenName: string;
  readonly prefix: string;
  readonly surname: string;
  readonly sex: 'female' | 'male';
  /** YYYY-MM-DD */
  readonly birthDate: string;
  readonly age: number;
  readonly postcode: string;
  readonly houseNumber: string;
  readonly neighbourhood: string;
}

const lastYear = 2026;

function postcodeOf(neighbourhood: Neighbourhood, random: Random): string {
  const letters = 'ABCDEGHJKLNPRSTVWXZ';
  const street = random.pick([...letters]) + random.pick([...letters]);
  return `00${neighbourhood.district.slice(-2)} ${street}`;
}

/** Every inhabitant, spread over the neighbourhoods as the map says. Postcodes begin with 0: no such one exists. */
export function populateTown(neighbourhoods: readonly Neighbourhood[], random: Random): Inhabitant[] {
  const total = neighbourhoods.reduce((sum, { inhabitants }) => sum + inhabitants, 0);
  const numbers = fictitiousPersonNumbers(total, random.fork('person numbers')).values();
  return neighbourhoods.flatMap((neighbourhood) =>
    Array.from({ length: neighbourhood.inhabitants }, (): Inhabitant => {
      const sex = random.chance(0.505) ? 'female' : 'male';
      const age = Math.floor(92 * random.next() ** 1.15);
      const month = String(random.integer(1, 12)).padStart(2, '0');
      const day = String(random.integer(1, 28)).padStart(2, '0');
      return {
        personNumber: numbers.next().value ?? '',
        givenName: random.pick(givenNames[sex]),
        prefix: random.pick(prefixes),
        surname: random.pick(surnames),
        sex,
        birthDate: `${lastYear - age - 1}-${month}-${day}`,
        age,
        postcode: postcodeOf(neighbourhood, random),
        houseNumber: String(random.integer(1, 180)),
        neighbourhood: neighbourhood.code,
      };
    }),
  );
}

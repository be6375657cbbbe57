import type { Inhabitant } from '../inhabitants.ts';
import { months } from '../months.ts';
import type { Random } from '../random.ts';
import { type Source, toDutchNumber } from './source.ts';

export interface Payment {
  readonly person: Inhabitant;
  readonly month: string;
  readonly kind: Kind;
  readonly amount: number;
}

const kinds = { unemployment: 38, disability: 47, 'sickness-leave': 15 };
type Kind = keyof typeof kinds;
const usualAmount: Readonly<Record<Kind, number>> = {
  unemployment: 1_480,
  disability: 1_620,
  'sickness-leave': 1_350,
};

/** One row for each monthly payment. */
export function payBenefits(receivers: readonly Inhabitant[], random: Random): Source<Payment> {
  const happenings = receivers.flatMap((person) => {
    const kind = random.weighted(kinds);
    const length = kind === 'disability' ? random.integer(10, 24) : random.integer(2, 12);
    const start = random.integer(0, months.length - length);
    const amount = Math.round(usualAmount[kind] * (0.6 + 0.7 * random.next()) * 100) / 100;
    return months.slice(start, start + length).map((month): Payment => ({ person, month, kind, amount }));
  });
  return {
    dataset: 'benefits',
    columns: ['person_number', 'month', 'neighbourhood', 'kind', 'amount'],
    happenings,
    toCells: ({ person, month, kind, amount }) => [
      person.personNumber,
      month,
      person.neighbourhood,
      kind,
      toDutchNumber(amount, 2),
    ],
    faults: [
      { fault: 'person-number', column: 'person_number', times: 18 },
      { fault: 'month', column: 'month', times: 10 },
      { fault: 'not-a-number', column: 'amount', times: 12 },
      { fault: 'unregistered-category', column: 'kind', times: 7 },
    ],
    style: { delimiter: '\t', lineEnd: '\r\n', encoding: 'utf-8-bom' },
  };
}

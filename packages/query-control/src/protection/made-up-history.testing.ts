import type { Microdata } from '../cube/count-cube.ts';
import { createRandom } from '../estimate/made-up-cube.testing.ts';
import type { DataSetDescription } from '../lattice/description.ts';

/** A record of a made-up history: what it is in each check, or undefined where it is absent. */
export interface MadeUpRecord {
  readonly key: number;
  readonly states: readonly (MadeUpState | undefined)[];
}

export interface MadeUpState {
  readonly month: string;
  readonly area: string;
  readonly kind: string;
}

const months = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06'];
const areas = ['a1', 'a2', 'b1', 'b2'];
const kinds = ['one', 'two', 'three'];
const firstMonths = 4;

/** Months arrive check by check; some records come late, go, or are corrected. */
export function madeUpHistory(seed: number, records: number, checks: number): MadeUpRecord[] {
  const random = createRandom(seed + 1);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(values.length * random() ** 1.5)] as T;
  return Array.from({ length: records }, () => {
    const state = {
      month: months[Math.floor(random() * months.length)] ?? '',
      area: pick(areas),
      kind: pick(kinds),
    };
    const arrival = Math.max(0, months.indexOf(state.month) - firstMonths + 1) + (random() < 0.04 ? 1 : 0);
    const end = random() < 0.04 ? Math.floor(random() * checks) : checks;
    const correction = random() < 0.04 ? Math.floor(random() * checks) : checks;
    const corrected = { ...state, area: pick(areas) };
    const states = Array.from({ length: checks }, (_, check) =>
      check < arrival || check >= end ? undefined : check < correction ? state : corrected,
    );
    return { key: Math.floor(random() * 2 ** 32), states };
  });
}

/** What is known of the data set at a check. */
export function describeCheck(check: number): DataSetDescription {
  return {
    time: { from: '2024-01', to: months[firstMonths - 1 + check] ?? '2024-06', hasNoValue: false },
    area: {
      level: 'neighbourhood',
      areas: areas.map((code) => ({ code, district: code.slice(0, 1), municipality: 'town' })),
      hasNoValue: false,
      severalPerPerson: false,
    },
    columns: [
      { name: 'kind', kind: 'category', categories: kinds, hasNoValue: false, severalPerPerson: false },
    ],
    links: [],
    persons: 'none',
    specialCategory: false,
  };
}

/** The records of a check as they land; the one at place i of the result is the i-th that is there. */
export function microdataOf(history: readonly MadeUpRecord[], check: number): Microdata {
  const present = history.flatMap(({ key, states }) => {
    const state = states[check];
    return state === undefined ? [] : [{ key, ...state }];
  });
  return {
    values: new Map([
      ['time', present.map(({ month }) => month)],
      ['area', present.map(({ area }) => area)],
      ['kind', present.map(({ kind }) => kind)],
    ]),
    recordKeys: Uint32Array.from(present, ({ key }) => key),
    persons: new Int32Array(present.length).fill(-1),
    personKeys: new Uint32Array(0),
    amounts: new Map(),
  };
}

/** All combinations of finest values, whether they occur or not. */
export function allStates(): MadeUpState[] {
  return months.flatMap((month) =>
    areas.flatMap((area) => kinds.map((kind): MadeUpState => ({ month, area, kind }))),
  );
}

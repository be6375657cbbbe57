import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { attack } from '../attacker/attack.ts';
import { openSolver, type Solver } from '../attacker/solver.ts';
import { OutOfTimeError, UnprotectableError } from '../suppression/problem.ts';
import { flatHierarchy, groupedHierarchy, tabulate } from '../tables/tabulate.ts';
import type { Contribution } from './contributions.ts';
import { findDominatedUnions } from './dominated-unions.ts';
import type { HeldTable } from './held-table.ts';
import { magnitudeProblem } from './magnitude-problem.ts';
import { type MagnitudeProtection, protectMagnitudes } from './protect-magnitudes.ts';
import type { Rule } from './rules.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await openSolver();
});

type Row = readonly [sector: string, place: string, values: readonly number[]];

function heldTable(
  rows: readonly Row[],
  rules: readonly Rule[],
  holders: Readonly<Record<string, string>> = {},
) {
  const held = rows.map(([sector, place, values]): Contribution[] =>
    values.map((value, at) => {
      const record = `${sector}:${place}:${at}`;
      return { holder: holders[record] ?? record, value };
    }),
  );
  const leaves = rows.map(([sector, place, values]) => ({
    codes: { sector, place },
    value: values.reduce((sum, value) => sum + value, 0),
  }));
  const sector = flatHierarchy(rows.map(([code]) => code));
  const place = flatHierarchy(rows.map(([, code]) => code));
  return { tabulated: tabulate(leaves, [{ sector, place }]), held, rules: { rules } } satisfies HeldTable;
}

const magnitudes: readonly Row[] = [
  ['Agri', 'Port', [75.9, 24.5]],
  ['Agri', 'Spain', [96.6, 43.2]],
  ['Ent', 'Icel', [16.8]],
  ['Ent', 'Port', [7.1, 2.3]],
  ['Ent', 'Spain', [77.4, 11.5, 16.4]],
  ['Gov', 'Port', [21.6, 2]],
  ['Gov', 'Spain', [6.5, 2.7]],
  ['Ind', 'Icel', [9.6, 8.8, 1.9]],
  ['Ind', 'Port', [25.7, 3.4]],
  ['Ind', 'Spain', [8.4]],
];

const positions = ({ tabulated }: HeldTable, names: readonly string[]) =>
  names.map((name) => {
    const [sector = '', place = ''] = name.split(':');
    return tabulated.find({ sector, place }) ?? -1;
  });

describe('the table of magnitudes with insiders (G8)', () => {
  const alone: readonly Rule[] = [{ kind: 'threshold', minimum: 2 }];

  it('is broken in its published pattern by the one firm in Ind:Spain, which finds 16.8 exactly', () => {
    const table = heldTable(magnitudes, alone);
    const names = ['Ent:Icel', 'Ent:Port', 'Gov:Port', 'Gov:Spain', 'Ind:Icel', 'Ind:Spain'];
    const hidden = new Set(positions(table, names));
    const [icel = -1, spain = -1] = positions(table, ['Ent:Icel', 'Ind:Spain']);
    const { system } = table.tabulated;
    const [outside] = attack(solver, system, hidden, {}, [icel]);
    expect(outside?.lower).toBeCloseTo(8.4, 6);
    expect(outside?.upper).toBeCloseTo(26, 6);
    const knowledge = new Map([[spain, { lower: 8.4, upper: 8.4 }]]);
    const [inside] = attack(solver, system, hidden, { knowledge }, [icel]);
    expect(inside?.lower).toBeCloseTo(16.8, 6);
    expect(inside?.upper).toBeCloseTo(16.8, 6);
  });

  it('is kept from every holder in our pattern', () => {
    const table = heldTable(magnitudes, alone);
    const protection = protectMagnitudes(solver, table);
    if (protection.kind !== 'protected') throw new Error('a review was not expected');
    const { pattern } = protection;
    expect(new Set(pattern.primary)).toEqual(new Set(positions(table, ['Ent:Icel', 'Ind:Spain'])));
    expect(table.tabulated.tables.flat()).toEqual(expect.arrayContaining([...pattern.secondary]));
    expect(shortfalls(table, protection)).toEqual([]);
  });

  it('is kept from the second largest of each cell under p = 10', () => {
    const table = heldTable(magnitudes, [{ kind: 'p-percent', p: 10 }]);
    const protection = protectMagnitudes(solver, table);
    expect(protection).toMatchObject({ kind: 'protected', pattern: { primary: { length: 8 } } });
    expect(shortfalls(table, protection)).toEqual([]);
  });

  it('would be called broken by the same check with one cell of the pattern shown again', () => {
    const table = heldTable(magnitudes, alone);
    const protection = protectMagnitudes(solver, table);
    if (protection.kind !== 'protected') throw new Error('a review was not expected');
    const secondary = protection.pattern.secondary.slice(1);
    expect(shortfalls(table, { ...protection, pattern: { ...protection.pattern, secondary } })).not.toEqual(
      [],
    );
  });
});

describe('any table of sums', () => {
  const holder = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const contribution = fc.record({ holder, value: fc.integer({ min: 1, max: 500 }) });
  const cell = fc.array(contribution, { minLength: 1, maxLength: 4 });

  it('comes out with each sensitive cell kept from each holder, or not at all', () => {
    const rules: readonly Rule[] = [
      { kind: 'p-percent', p: 15 },
      { kind: 'threshold', minimum: 2 },
    ];
    let protectedTables = 0;
    fc.assert(
      fc.property(fc.array(cell, { minLength: 12, maxLength: 12 }), (held) => {
        const leaves = held.map((contributions, at) => ({
          codes: { sector: `s${at % 4}`, place: `p${at % 3}` },
          value: contributions.reduce((sum, { value }) => sum + value, 0),
        }));
        const sector = flatHierarchy(['s0', 's1', 's2', 's3']);
        const place = flatHierarchy(['p0', 'p1', 'p2']);
        const table = { tabulated: tabulate(leaves, [{ sector, place }]), held, rules: { rules } };
        const protection = protectOrRefuse(table);
        if (protection === undefined) return;
        protectedTables += 1;
        expect(shortfalls(table, protection)).toEqual([]);
      }),
      { numRuns: runs(15, 150), seed: 7 },
    );
    expect(protectedTables).toBeGreaterThan(7);
  });
});

function protectOrRefuse(table: HeldTable): MagnitudeProtection | undefined {
  try {
    return protectMagnitudes(solver, table, { exactUpTo: 0 });
  } catch (error) {
    if (error instanceof UnprotectableError) return undefined;
    throw error;
  }
}

/** Which cell an outsider or a holder comes closer to than its protection allows. */
function shortfalls(table: HeldTable, protection: MagnitudeProtection): string[] {
  if (protection.kind !== 'protected') throw new Error('a review was not expected');
  const made = magnitudeProblem(table, protection.unions);
  if (made.kind !== 'ready') throw new Error('a review was not expected');
  const { system, sensitive, insiders = [] } = made.problem;
  const never = system.cells.flatMap(({ neverShown }, cell) => (neverShown === true ? [cell] : []));
  const hidden = new Set([...protection.pattern.primary, ...protection.pattern.secondary, ...never]);
  return [{ id: 'outsider', knowledge: new Map() }, ...insiders].flatMap(({ id, knowledge }) => {
    const targets = [...sensitive.keys()].filter((cell) => !knowledge.has(cell));
    return attack(solver, system, hidden, { knowledge }, targets).flatMap(({ cell, upper }) => {
      const most = (system.cells[cell]?.value ?? 0) + (sensitive.get(cell)?.upper ?? 0);
      return upper < most - 1e-3 ? [`${system.cells[cell]?.id} from ${id}`] : [];
    });
  });
}

describe('what holders know', () => {
  it('is bound to all cells in which a firm stands, by its holder and not by its records', () => {
    const holders = { 'Ent:Icel:0': 'one firm', 'Gov:Port:0': 'one firm', 'Ind:Port:0': 'one firm' };
    const made = magnitudeProblem(heldTable(magnitudes, [{ kind: 'threshold', minimum: 2 }], holders));
    if (made.kind !== 'ready') throw new Error('a review was not expected');
    const known = made.problem.insiders?.map(({ knowledge }) =>
      [...knowledge.values()].map(({ lower }) => lower),
    );
    expect(known).toContainEqual([16.8, 21.6, 25.7]);
  });

  it('can be left to those who are alone in a cell, for tables of many holders', () => {
    const table = heldTable(magnitudes, [{ kind: 'p-percent', p: 10 }]);
    const insidersOf = (attackers: 'leading' | 'alone') => {
      const made = magnitudeProblem({ ...table, attackers });
      return made.kind === 'ready' ? made.problem.insiders?.length : undefined;
    };
    expect(insidersOf('alone')).toBe(2);
    expect(insidersOf('leading')).toBe(14);
  });

  it('names no holder', () => {
    const holders = { 'Ent:Icel:0': 'Jansen BV' };
    const made = magnitudeProblem(heldTable(magnitudes, [{ kind: 'threshold', minimum: 2 }], holders));
    const text = JSON.stringify(made, (_, value) => (value instanceof Map ? [...value] : value));
    expect(text).not.toContain('Jansen');
  });
});

describe('the sum of suppressed cells in an equation (A12)', () => {
  const rows: readonly Row[] = [
    ['B05', 'all', [400]],
    ['B06', 'all', [300]],
    ['B07', 'all', [30, 25, 20]],
    ['B08', 'all', [60, 50, 45, 40]],
    ['B09', 'all', [80, 75, 70, 65]],
  ];
  const owners = { 'B05:all:0': 'one firm', 'B06:all:0': 'one firm' };
  const rules: readonly Rule[] = [{ kind: 'p-percent', p: 10 }];

  it('is found where one firm owns most of what is suppressed', () => {
    const table = heldTable(rows, rules, owners);
    const [mines = -1, wells = -1, pits = -1] = positions(table, ['B05:all', 'B06:all', 'B07:all']);
    const two = findDominatedUnions(table, new Set([mines, wells]));
    expect(two.map(({ cells }) => cells)).toContainEqual([mines, wells]);
    expect(two[0]?.verdict.rules).toEqual(['p-percent']);
    const three = findDominatedUnions(table, new Set([mines, wells, pits]));
    expect(three.map(({ cells }) => cells)).toContainEqual([mines, wells, pits]);
  });

  it('is protected as a cell, so that the pattern goes on until no such sum is dominated', () => {
    const table = heldTable(rows, rules, owners);
    const protection = protectMagnitudes(solver, table);
    if (protection.kind !== 'protected') throw new Error('a review was not expected');
    const hidden = new Set([...protection.pattern.primary, ...protection.pattern.secondary]);
    expect(findDominatedUnions(table, hidden)).toEqual([]);
    expect(protection.unions.length).toBeGreaterThan(0);
    expect(shortfalls(table, protection)).toEqual([]);
  });

  it('is found when it takes two equations, a suppressed total and its parts', () => {
    const table = branches();
    const { find } = table.tabulated;
    const at = (branch: string) => find({ branch }) ?? -1;
    const hidden = new Set(['group 1', 'coal', 'group 2'].map(at));
    const [union] = findDominatedUnions(table, hidden);
    expect(union?.cells).toEqual([at('coal'), at('group 2')].sort((one, other) => one - other));
    expect(union?.relations).toHaveLength(2);
    expect(findDominatedUnions(table, new Set(['group 1', 'group 2'].map(at)))).toEqual([]);
  });

  it('is kept secret when it takes two equations', () => {
    const table = branches();
    const protection = protectMagnitudes(solver, table);
    if (protection.kind !== 'protected') throw new Error('a review was not expected');
    const hidden = new Set([...protection.pattern.primary, ...protection.pattern.secondary]);
    expect(findDominatedUnions(table, hidden)).toEqual([]);
    expect(shortfalls(table, protection)).toEqual([]);
  });

  it('is left alone where many share it', () => {
    const protection = protectMagnitudes(solver, heldTable(magnitudes, [{ kind: 'threshold', minimum: 2 }]));
    expect(protection).toMatchObject({ kind: 'protected', unions: [] });
  });

  it('is gone when time is up, because all totals above sensitive cells are then suppressed', () => {
    const table = heldTable(rows, rules, owners);
    const protection = protectMagnitudes(solver, table, { seconds: 0 });
    if (protection.kind !== 'protected') throw new Error('a review was not expected');
    const { primary, secondary, timedOut } = protection.pattern;
    expect(timedOut).toBe(true);
    expect(secondary).toContain(table.tabulated.find({}));
    expect(findDominatedUnions(table, new Set([...primary, ...secondary]))).toEqual([]);
    expect(shortfalls(table, protection)).toEqual([]);
  });

  it('ends in an error and never in an unsafe pattern when time is up and the total must be shown', () => {
    const table = { ...heldTable(rows, rules, owners), mustShow: new Set<number>() };
    table.mustShow.add(table.tabulated.find({}) ?? -1);
    expect(() => protectMagnitudes(solver, table, { seconds: 0 })).toThrow(OutOfTimeError);
    expect(() => protectMagnitudes(solver, table, { seconds: 0 })).toThrow('nothing is shown');
  });
});

/** Coal is one firm, which has most of group 2 as well; group 1 as a whole is shared by many. */
function branches(): HeldTable {
  const each = (...values: number[]): Contribution[] =>
    values.map((value, at) => ({ holder: `${values.length}:${at}`, value }));
  const cells: [string, string, readonly Contribution[]][] = [
    ['coal', 'group 1', [{ holder: 'one firm', value: 500 }]],
    ['peat', 'group 1', each(300, 290, 280, 270)],
    ['gas', 'group 1', each(310, 300, 290, 280, 270)],
    ['oil', 'group 2', [{ holder: 'one firm', value: 400 }, ...each(3, 2)]],
    ['wind', 'group 3', each(200, 190, 180, 170, 160, 150)],
    ['sun', 'group 3', each(210, 200, 190, 180, 170, 160, 150)],
  ];
  const leaves = cells.map(([branch, , contributions]) => ({
    codes: { branch },
    value: contributions.reduce((sum, { value }) => sum + value, 0),
  }));
  const branch = groupedHierarchy(cells.map(([code, group]) => [code, group] as const));
  return {
    tabulated: tabulate(leaves, [{ branch }]),
    held: cells.map(([, , contributions]) => contributions),
    rules: { rules: [{ kind: 'p-percent', p: 10 }] },
  };
}

describe('a table of sums', () => {
  it('waits for a person where contributions are below 0, and goes on when they are judged', () => {
    const rows: readonly Row[] = [...magnitudes, ['Agri', 'Icel', [50, 40, 30, 20, -10]]];
    const table = heldTable(rows, [{ kind: 'p-percent', p: 10 }]);
    const first = protectMagnitudes(solver, table);
    if (first.kind !== 'review') throw new Error('a review was expected');
    expect(first.cells).toEqual(expect.arrayContaining(positions(table, ['Agri:Icel'])));
    expect(protectMagnitudes(solver, { ...table, judgedSafe: new Set(first.cells) }).kind).toBe('protected');
  });

  it('is refused when contributions do not add up to it', () => {
    const table = heldTable(magnitudes, [{ kind: 'p-percent', p: 10 }]);
    const held = table.held.map((contributions, leaf) => (leaf === 0 ? [] : contributions));
    expect(() => magnitudeProblem({ ...table, held })).toThrow('do not add up');
  });

  it('keeps something possible above a cell of zeros', () => {
    const rows: readonly Row[] = [...magnitudes, ['Agri', 'Icel', [0, 0, 0]]];
    const made = magnitudeProblem(heldTable(rows, [{ kind: 'all-zero' }]));
    const levels = made.kind === 'ready' ? [...made.problem.sensitive.values()] : [];
    expect(levels).toEqual([{ upper: 1.9 }]);
  });
});

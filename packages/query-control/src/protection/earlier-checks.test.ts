import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { countCube } from '../cube/count-cube.ts';
import { collectUnits } from '../cube/unit-cells.ts';
import { joinChecks } from '../estimate/join-checks.ts';
import { buildLattice } from '../lattice/build-lattice.ts';
import { changedRows, lowestVariance, type OracleCheck } from './history-oracle.testing.ts';
import { describeCheck, type MadeUpRecord, madeUpHistory, microdataOf } from './made-up-history.testing.ts';
import { precision } from './precision.ts';
import { eitherOf, prepareCheck } from './prepare-check.ts';
import { protectCube } from './protect-cube.ts';
import type { EarlierCheck } from './rule.ts';
import { ruleParameters } from './rule-parameters.ts';
import { protectionRules } from './rules.ts';

const rulesBefore = protectionRules.filter((rule) => rule !== precision);

function landed(history: readonly MadeUpRecord[], check: number) {
  const microdata = microdataOf(history, check);
  const cube = countCube(buildLattice(describeCheck(check), 'records'), 'records', microdata);
  return { cube, units: collectUnits(cube.lattice, 'records', microdata) };
}

/** The checks before the last, each as it was made, and the last one as the rules before this one leave it. */
function checksOf(history: readonly MadeUpRecord[], checks: number) {
  const earlier: EarlierCheck[] = [];
  for (let check = 0; check < checks - 1; check++) {
    const { cube, units } = landed(history, check);
    const { records } = protectCube(
      { records: cube, units: { records: units }, earlier: { records: earlier } },
      ruleParameters,
    );
    earlier.push({ cube, units, protection: records });
  }
  const last = landed(history, checks - 1);
  const { records } = protectCube({ records: last.cube }, ruleParameters, rulesBefore);
  return { earlier, ...last, suppressed: records.rules.map((rule) => Math.min(1, rule)) };
}

function oracleChecks(earlier: readonly EarlierCheck[], last: OracleCheck): OracleCheck[] {
  const shown = earlier.map(({ cube, protection }) => ({
    cube,
    suppressed: protection.rules.map((rule) => Math.min(1, rule)),
  }));
  return [...shown, last];
}

describe('the check of a version beside earlier ones', () => {
  it('finds the same lowest error as an estimate over all unknowns by name, before and after it suppresses', () => {
    let compared = 0;
    for (let round = 0; round < runs(4, 40); round++) {
      const history = madeUpHistory(round, 500, 3);
      const { earlier, cube, units, suppressed } = checksOf(history, 3);
      const shown = oracleChecks(earlier, { cube, suppressed });
      const joined = joinChecks(
        [
          ...earlier.map((one, at) => ({ ...one, suppressed: shown[at]?.suppressed ?? suppressed })),
          { cube, units, suppressed },
        ],
        10,
      );
      if (joined === 'too-many') throw new Error('There are few records');
      const prepared = prepareCheck(cube, { parameters: ruleParameters, suppressed, earlier, units });
      const check = prepared.check(new Uint8Array(cube.size));
      if (check === 'too-large') throw new Error('There are few figures');
      const before = eitherOf(suppressed, joined.changed);
      const lowestBefore = Math.sqrt(
        lowestVariance(history, oracleChecks(earlier, { cube, suppressed: before })),
      );
      expect(check.lowestErrorBefore).toBeCloseTo(lowestBefore, 3);
      const after = eitherOf(before, check.suppressed);
      const lowest = Math.sqrt(lowestVariance(history, oracleChecks(earlier, { cube, suppressed: after })));
      expect(check.lowestError).toBeCloseTo(lowest, 3);
      compared += check.smallGroups;
    }
    expect(compared).toBeGreaterThan(0);
  }, 120_000);

  it('shows no figure beside which a change of fewer than ten can be seen, gross and since any earlier check', () => {
    let found = 0;
    for (let round = 0; round < runs(6, 60); round++) {
      const history = madeUpHistory(100 + round, 900, 3);
      const { earlier, cube, units } = checksOf(history, 3);
      const { records } = protectCube(
        { records: cube, units: { records: units }, earlier: { records: earlier } },
        ruleParameters,
      );
      const suppressed = records.rules.map((rule) => Math.min(1, rule));
      const changed = changedRows(history, oracleChecks(earlier, { cube, suppressed }));
      for (const [row, isChanged] of changed.entries()) {
        if (!isChanged) continue;
        found += 1;
        expect(records.rules[row]).not.toBe(0);
      }
    }
    expect(found).toBeGreaterThan(0);
  }, 120_000);

  it('does not count what is unchanged as news: with the same records again everything stays as it was', () => {
    const history = madeUpHistory(7, 900, 1);
    const first = checksOf(history, 1);
    const one = protectCube({ records: first.cube }, ruleParameters).records;
    const earlier = [{ cube: first.cube, units: first.units, protection: one }];
    const again = protectCube(
      { records: first.cube, units: { records: first.units }, earlier: { records: earlier } },
      ruleParameters,
    ).records;
    expect(again.rules).toEqual(one.rules);
    expect(again.lowestError).toBeCloseTo(one.lowestError ?? 0, 6);
  });

  it('suppresses a figure of which as many came as went', () => {
    const history = madeUpHistory(8, 900, 1).filter(({ states }) => states[0] !== undefined);
    const swapped = history.map((record, at): MadeUpRecord => {
      const [state] = record.states;
      return { ...record, states: at < 5 ? [state, undefined] : [state, state] };
    });
    const [model] = history[0]?.states ?? [];
    const arrived = Array.from({ length: 5 }, (_, at): MadeUpRecord => {
      const states = [undefined, model];
      return { key: 1000 + at, states };
    });
    const both = [...swapped, ...arrived];
    const first = landed(both, 0);
    const earlier = [{ ...first, protection: protectCube({ records: first.cube }, ruleParameters).records }];
    const microdata = microdataOf(both, 1);
    const cube = countCube(first.cube.lattice, 'records', microdata);
    const units = collectUnits(cube.lattice, 'records', microdata);
    expect(cube.counts[0]).toBe(first.cube.counts[0]);
    const { records } = protectCube(
      { records: cube, units: { records: units }, earlier: { records: earlier } },
      ruleParameters,
    );
    expect(earlier[0]?.protection.rules[0]).toBe(0);
    expect(records.rules[0]).not.toBe(0);
  });

  it('suppresses a figure to which twelve records of one person came, and shows it where nobody is named', () => {
    const history = madeUpHistory(9, 900, 1).filter(({ states }) => states[0] !== undefined);
    const stayed = history.map(({ key, states: [state] }): MadeUpRecord => ({ key, states: [state, state] }));
    const [model] = history[0]?.states ?? [];
    const arrived = Array.from(
      { length: 12 },
      (_, at): MadeUpRecord => ({ key: at, states: [undefined, model] }),
    );
    const first = landed(stayed, 0);
    const earlier = [{ ...first, protection: protectCube({ records: first.cube }, ruleParameters).records }];
    const microdata = microdataOf([...stayed, ...arrived], 1);
    const cube = countCube(first.cube.lattice, 'records', microdata);
    const nobody = collectUnits(cube.lattice, 'records', microdata);
    const ofOne = nobody.owners.map((_, at) => (at < stayed.length ? at + 1 : stayed.length + 1));
    const ruleOf = (units: typeof nobody) =>
      protectCube({ records: cube, units: { records: units }, earlier: { records: earlier } }, ruleParameters)
        .records.rules[0];
    expect(ruleOf(nobody)).toBe(0);
    expect(ruleOf({ ...nobody, owners: ofOne })).not.toBe(0);
  });

  it('lets figures freeze before it closes a part of what could be asked', () => {
    const { earlier, cube, units, suppressed } = checksOf(madeUpHistory(0, 300, 3), 3);
    const context = { parameters: ruleParameters, suppressed, earlier, units };
    const { check, frozen } = prepareCheck(cube, context);
    expect(frozen.map((rows) => rows.some((row) => row === 1))).toEqual([false, true, true]);
    expect(check(new Uint8Array(cube.size))).toMatchObject({ held: false });
    const finding = precision.find(cube, context);
    expect(finding.closed).toEqual([]);
    for (const [row, isFrozen] of (frozen[1] ?? []).entries())
      if (isFrozen === 1) expect(finding.suppressed[row]).toBe(1);
  });

  it('refuses earlier checks where it is not known where each unit is', () => {
    const { earlier, cube, suppressed } = checksOf(madeUpHistory(1, 300, 2), 2);
    expect(() => prepareCheck(cube, { parameters: ruleParameters, suppressed, earlier })).toThrow(RangeError);
  });
});

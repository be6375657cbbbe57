import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { countCube } from '../cube/count-cube.ts';
import { randomMicrodata } from '../cube/random-microdata.testing.ts';
import { buildLattice } from '../lattice/build-lattice.ts';
import { smallTown } from '../lattice/small-town.testing.ts';
import { naiveRules } from './oracle.testing.ts';
import { ruleParameters } from './rule-parameters.ts';
import { protectionRules } from './rules.ts';

/** A low minimum, so that a town of a few dozen records has groups below and above it. */
const parameters = { ...ruleParameters, minimumCount: 3 };
/** At most two dimensions at once, so that every set can be compared with every other. */
const town = { ...smallTown, dimensionsMax: 2 };
const judgedBySize = protectionRules.flatMap(({ name, find }) =>
  name === 'precision' ? [] : [{ name, find }],
);

describe.each(['records', 'persons'] as const)('the rules over sizes of %s', (unit) => {
  const lattice = buildLattice(town, unit);

  it.each(judgedBySize)('give the verdicts that $name has over sets', ({ name, find }) => {
    const found = { suppressed: 0, shown: 0 };
    fc.assert(
      fc.property(randomMicrodata(40), (microdata) => {
        const cube = countCube(lattice, unit, microdata);
        const context = { parameters, suppressed: new Uint8Array(cube.size), earlier: [] };
        const { suppressed } = find(cube, context);
        const { nodes, verdicts } = naiveRules(lattice, unit, microdata, parameters.minimumCount);
        const expected = nodes.map((one) => (verdicts[name](one) ? 1 : 0));
        const actual = nodes.map(({ node }) => suppressed[cube.rowOf(node) ?? -1]);
        for (const verdict of expected) found[verdict === 1 ? 'suppressed' : 'shown'] += 1;
        expect(actual).toEqual(expected);
      }),
      { numRuns: runs(8, 80) },
    );
    expect(found.shown).toBeGreaterThan(0);
    if (!(unit === 'persons' && name === 'dominance')) expect(found.suppressed).toBeGreaterThan(0);
  });
});

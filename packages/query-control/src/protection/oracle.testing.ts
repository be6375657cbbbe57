import type { Microdata } from '../cube/count-cube.ts';
import type { CountedUnit } from '../cube/cube.ts';
import { contributorsOf, isApart, isWithin, nodesAsSets, type SetOfNode } from '../cube/oracle.testing.ts';
import type { Dimension, Lattice } from '../lattice/lattice.ts';
import type { SuppressionRule } from './rule.ts';

/** What a rule means, said over sets of records instead of sizes: whether it suppresses a node. */
export type Verdict = (node: SetOfNode) => boolean;

/** The rules as their decision records say them, for any microdata. Slow. */
export function naiveRules(
  lattice: Lattice,
  unit: CountedUnit,
  microdata: Microdata,
  minimumCount: number,
): {
  readonly nodes: readonly SetOfNode[];
  readonly verdicts: Record<Exclude<SuppressionRule, 'precision'>, Verdict>;
} {
  const nodes = nodesAsSets(lattice, unit, microdata);
  const byName = new Map(nodes.map((one) => [one.node.join(' '), one]));
  const isFew = (size: number): boolean => size >= 1 && size < minimumCount;
  const contributors = new Map(nodes.map((one) => [one, contributorsOf(one.records, microdata).size]));
  const behind = (one: SetOfNode): number =>
    unit === 'persons' ? one.members.size : (contributors.get(one) ?? 0);
  const isSmall = (part: SetOfNode, whole: SetOfNode): boolean => {
    const complement = [...whole.members].filter((member) => !part.members.has(member));
    if (complement.length === 0 || isFew(complement.length)) return complement.length > 0;
    if (unit === 'persons' || behind(whole) - behind(part) >= minimumCount) return false;
    return !nodes.some((one) => behind(one) >= minimumCount && isWithin(one, whole) && isApart(one, part));
  };
  const containers = (part: SetOfNode): SetOfNode[] =>
    nodes.filter((whole) => whole !== part && isWithin(part, whole));

  const minimum: Verdict = ({ members }) => isFew(members.size);
  const dominance: Verdict = (one) => {
    if (unit === 'persons' || one.records.length === 0) return false;
    if (behind(one) < minimumCount) return true;
    const named = one.records
      .map((record) => microdata.persons[record] ?? -1)
      .filter((person) => person >= 0);
    const sizes = [...Map.groupBy(named, (person) => person).values()].map(({ length }) => length);
    const [first = 0, second = 0] = sizes.sort((a, b) => b - a);
    return one.records.length - first - second < 0.1 * first;
  };
  const complement: Verdict = (part) =>
    part.members.size > 0 && containers(part).some((whole) => isSmall(part, whole));
  const relaxedPairs = (part: SetOfNode, whole: SetOfNode): [SetOfNode, SetOfNode][] =>
    nodes.flatMap((wider) => {
      if (!isWithin(part, wider)) return [];
      const agrees = part.node.map((value, at) => value === whole.node[at]);
      if (!agrees.every((agree, at) => agree || wider.node[at] === part.node[at])) return [];
      const widerWhole = byName.get(
        wider.node.map((value, at) => (agrees[at] ? value : whole.node[at])).join(' '),
      );
      return widerWhole && wider !== part ? [[wider, widerWhole]] : [];
    });
  const isAboutPeople = ({ kind }: Dimension): boolean => kind !== 'area' && kind !== 'time';
  const zero: Verdict = (part) => {
    if (part.members.size === 0) return containers(part).some((whole) => isFew(behind(whole)));
    return containers(part).some((whole) => {
      if (whole.members.size !== part.members.size) return false;
      const onPeople = lattice.dimensions.some(
        (one, at) => isAboutPeople(one) && part.node[at] !== 0 && part.node[at] === whole.node[at],
      );
      return onPeople && relaxedPairs(part, whole).some((pair) => isSmall(...pair));
    });
  };
  const group: Verdict = (part) =>
    lattice.dimensions.some((dimension, at) => {
      if (!isAboutPeople(dimension) || part.node[at] === 0) return false;
      const whole = byName.get(part.node.with(at, 0).join(' '));
      return whole !== undefined && isUniform(whole, { lattice, at, unit, microdata });
    });
  return {
    nodes,
    verdicts: {
      'minimum-count': minimum,
      dominance,
      'small-complement': complement,
      'disclosive-zero': zero,
      'group-disclosure': group,
    },
  };
}

interface AttributeOfGroup {
  readonly lattice: Lattice;
  readonly at: number;
  readonly unit: CountedUnit;
  readonly microdata: Microdata;
}

/** Whether all of a group share one value that is a secret and does not follow from another category of the group. */
function isUniform(group: SetOfNode, attribute: AttributeOfGroup): boolean {
  const { lattice, at, microdata } = attribute;
  const dimension = lattice.dimensions[at];
  if (!dimension) return false;
  const { kind, finest } = dimension;
  const judged = group.records.filter((one) => kind === 'category' || (microdata.persons[one] ?? -1) >= 0);
  const secrets =
    kind === 'link'
      ? ['yes']
      : finest.filter((value) => value !== null && (kind !== 'band' || value !== '1'));
  const isShared = secrets.some((secret) =>
    judged.every((record) => valuesOf(record, group.records, attribute).includes(secret)),
  );
  return judged.length > 0 && isShared && !(kind === 'category' && isKnown(group, attribute));
}

/** What a record says of an attribute, or its person within some records. */
function valuesOf(record: number, within: readonly number[], attribute: AttributeOfGroup): (string | null)[] {
  const { lattice, at, unit, microdata } = attribute;
  const { name = '', severalPerPerson = false, finest = [] } = lattice.dimensions[at] ?? {};
  const column = microdata.values.get(name) ?? [];
  if (unit === 'records') return [column[record] ?? null];
  const isOwn = (other: number): boolean => microdata.persons[other] === microdata.persons[record];
  const own = (severalPerPerson ? within : [...column.keys()]).filter(isOwn);
  const values = new Set(own.map((other) => column[other] ?? null));
  return severalPerPerson ? [...values] : finest.filter((value) => values.has(value)).slice(0, 1);
}

/** Whether the attribute follows from another category that the group is of. */
function isKnown(group: SetOfNode, attribute: AttributeOfGroup): boolean {
  const { lattice, at, unit, microdata } = attribute;
  const all = [...microdata.persons.keys()].filter(
    (record) => unit === 'records' || (microdata.persons[record] ?? -1) >= 0,
  );
  return lattice.dimensions.some(({ kind, finest, values }, of) => {
    const asked = values[(group.node[of] ?? 0) - 1];
    if (of === at || kind !== 'category' || !asked) return false;
    const told = finest.map((value) => {
      const having = all.filter((one) => valuesOf(one, all, { ...attribute, at: of }).includes(value));
      return new Set(having.flatMap((one) => valuesOf(one, having, attribute)));
    });
    const occurring = told.filter((some, code) => some.size > 0 && finest[code] !== null);
    const targets = new Set(occurring.flatMap((some) => [...some]).filter((value) => value !== null));
    const isDependency =
      occurring.every(({ size }) => size === 1) && occurring.length >= 3 && targets.size > 1;
    const left = new Set(asked.codes.flatMap((code) => [...(told[code] ?? [])]));
    return isDependency && left.size === 1 && asked.codes.every((code) => finest[code] !== null);
  });
}

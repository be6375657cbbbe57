import type { ClosedPart, CountedUnit, Dimension, Lattice } from '@datalab/query-control';
import type { QuerySource } from '../lake/source.ts';
import { createCovering } from './cover.ts';
import { labelsOf } from './labels.ts';
import { type AskableVersion, openDimensionsMax } from './nodes-of-question.ts';
import type { QuestionDimension } from './question.ts';
import { type AskedDimension, columnsOf, registeredGroups } from './resolve.ts';

/** Something that may stand in `by` or in a filter. */
export interface AskableDimension {
  readonly dimension: QuestionDimension;
  readonly key: string;
  /** Those with the same axis, such as month and year, count as one dimension together. */
  readonly axis: string;
  /** What it can be asked for, in order; "no value" is not listed. */
  readonly values: readonly string[];
  /** The units that can be asked by it, and at most how many dimensions may be used together with it. */
  readonly dimensionsMax: Readonly<Partial<Record<CountedUnit, number>>>;
}

/** What may be asked in one unit. */
export interface AskableUnit {
  /** At most so many dimensions at once, filters and links counted; 0 where nothing may be asked. */
  readonly dimensionsMax: number;
  /** Whether a filter may keep several values of a dimension that is not in `by`. */
  readonly addsValues: boolean;
  readonly closed: readonly ClosedPart[];
}

/** What may be asked of a version. */
export interface AskableDescription {
  readonly dimensions: readonly AskableDimension[];
  readonly units: Readonly<{ records: AskableUnit; persons?: AskableUnit }>;
}

/** Describes what may be asked of a version, so that nobody needs to ask what is refused. */
export function describeAskable(source: QuerySource, version: AskableVersion): AskableDescription {
  const { lattice } = version.records;
  const { persons } = version;
  const dimensions = candidatesOf(source, lattice).flatMap(({ dimension, asked }) => {
    const own = lattice.dimensions.find(({ name }) => name === asked.axis);
    if (!own) return [];
    const values = valuesOf(own, asked);
    const units = (['records', 'persons'] as const).flatMap((unit) => {
      const most = mostWith(unit, asked, version);
      return most === undefined ? [] : [[unit, most] as const];
    });
    if (values.length === 0 || units.length === 0) return [];
    const { key, axis } = asked;
    return [{ dimension, key, axis, values, dimensionsMax: Object.fromEntries(units) }];
  });
  return {
    dimensions,
    units: {
      records: describeUnit('records', version),
      ...(persons ? { persons: describeUnit('persons', version) } : {}),
    },
  };
}

interface Candidate {
  readonly dimension: QuestionDimension;
  readonly asked: AskedDimension;
}

function candidatesOf(source: QuerySource, lattice: Lattice): Candidate[] {
  const columns = columnsOf(source).map((asked) => ({ dimension: asked.key, asked }));
  const others = lattice.dimensions.flatMap(({ name, kind }): Candidate[] => {
    const asked = { key: name, axis: name, level: 'value' };
    if (kind === 'link') return [{ dimension: { in: name.slice('in.'.length) }, asked }];
    return kind === 'band' ? [{ dimension: { recordsPerPerson: true }, asked }] : [];
  });
  const groups = [...registeredGroups(lattice)].map(([group, axis]) => ({
    dimension: { group },
    asked: { key: `group.${group}`, axis, level: 'group', group },
  }));
  return [...columns, ...others, ...groups];
}

function valuesOf(dimension: Dimension, asked: AskedDimension): string[] {
  const labels = labelsOf(dimension, asked).filter((label) => typeof label === 'string');
  const values = [...new Set(labels)];
  return dimension.kind === 'band' || dimension.kind === 'link' ? values : values.sort();
}

/** How many dimensions may be asked together with this one; undefined where the unit cannot be asked by it. */
function mostWith(unit: CountedUnit, asked: AskedDimension, version: AskableVersion): number | undefined {
  const index = version[unit];
  const own = index?.lattice.dimensions.find(({ name }) => name === asked.axis);
  const { dimensionsMax } = describeUnit(unit, version);
  if (!own || dimensionsMax === 0) return undefined;
  const covering = createCovering(own, version.closed[unit] ?? []);
  const codes = new Map<string, number[]>();
  for (const [code, label] of labelsOf(own, asked).entries()) {
    if (typeof label === 'string') codes.set(label, [...(codes.get(label) ?? []), code]);
  }
  const find = unit === 'records' ? covering.findCover : covering.findValue;
  const canAsk = [...codes.values()].every((set) => find(set) !== undefined);
  return canAsk ? Math.min(dimensionsMax, own.dimensionsMax ?? dimensionsMax) : undefined;
}

function describeUnit(unit: CountedUnit, version: AskableVersion): AskableUnit {
  const closed = version.closed[unit] ?? [];
  const most = version[unit]?.lattice.dimensionsMax ?? 0;
  const open = Math.min(most, openDimensionsMax(closed));
  return {
    dimensionsMax: closed.some(({ part }) => part === 'data-set') ? 0 : open,
    addsValues: unit === 'records',
    closed,
  };
}

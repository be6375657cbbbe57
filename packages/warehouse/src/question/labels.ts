import { type Dimension, quarterOf, yearOf } from '@datalab/query-control';
import { containingArea } from '../areas/containing-area.ts';
import type { AskedDimension } from './resolve.ts';

/** Per finest value of a dimension what it is called at a level: null is "no value", undefined is none of that level. */
export type Labels = readonly (string | null | undefined)[];

/**
 * What the finest values of a dimension are called at the level that is asked. A lattice leaves out levels that consist
 * of the same sets as another one; those are derived from the finest values themselves. A finest value that cannot be
 * asked by itself is called nothing: a list must not tell that it occurs.
 */
export function labelsOf(dimension: Dimension, { level, group }: AskedDimension): Labels {
  const { finest, kind, name } = dimension;
  if (group !== undefined) return labelsOfGroup(dimension, group);
  if (name === 'time') return withoutUnlisted(dimension, periodsOf(dimension, level));
  if (name !== 'area' || kind !== 'area') return withoutUnlisted(dimension, finest);
  const listed = listedLabels(dimension, level);
  const labels = finest.map((code, at) => (code === null ? null : (listed?.[at] ?? areaOf(code, level))));
  return withoutUnlisted(dimension, labels);
}

/** The period that each finest value of time lies in, whether it can be asked by itself or not. */
export function periodsOf({ finest }: Dimension, level: string): (string | null)[] {
  return finest.map((month) => (month === null ? null : periodOf(month, level)));
}

/** What cannot be asked is called nothing, unless something that can be asked is called the same. */
function withoutUnlisted({ unlisted = [] }: Dimension, labels: Labels): Labels {
  if (unlisted.length === 0) return labels;
  const known = new Set(labels.filter((label, at) => label !== null && !unlisted.includes(at)));
  return labels.map((label, at) => (unlisted.includes(at) && !known.has(label) ? undefined : label));
}

function periodOf(month: string, level: string): string {
  if (level === 'year') return yearOf(month);
  return level === 'quarter' ? quarterOf(month) : month;
}

function labelsOfGroup({ finest, values }: Dimension, group: string): Labels {
  const codes = new Set(
    values.find(({ level, value }) => value === group && (level === 'group' || level === 'window'))?.codes,
  );
  return finest.map((_, at) => (codes.has(at) ? group : undefined));
}

function listedLabels({ finest, values }: Dimension, level: string): Labels | undefined {
  const ofLevel = values.filter((value) => value.level === level && value.value !== null);
  if (ofLevel.length === 0) return undefined;
  const labels = new Map(ofLevel.flatMap(({ codes, value }) => codes.map((code) => [code, value] as const)));
  return finest.map((_, at) => labels.get(at));
}

const ownLevels = { BU: 'neighbourhood', WK: 'district', GM: 'municipality' } as const;

function areaOf(code: string, level: string): string | undefined {
  const own = Object.entries(ownLevels).find(([prefix]) => code.startsWith(prefix));
  if (own?.[1] === level) return code;
  return level === 'neighbourhood' ? undefined : containingArea(code, level);
}

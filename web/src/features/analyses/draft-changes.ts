import type { Draft, Kept } from './draft.ts';

export function withCount(draft: Draft, count: string): Draft {
  return { ...draft, count };
}

export function withSplit(draft: Draft, key: string, isOn: boolean): Draft {
  return { ...draft, by: isOn ? [...draft.by, key] : draft.by.filter((item) => item !== key) };
}

/** Keeps a part of an axis, or everything. */
export function withKept(draft: Draft, axis: string, kept: Kept | undefined): Draft {
  const { [axis]: _, ...others } = draft.only;
  return { ...draft, only: kept === undefined ? others : { ...others, [axis]: kept } };
}

export function withLink(draft: Draft, dataSet: string, side: string): Draft {
  const { [dataSet]: _, ...others } = draft.also;
  const isSide = side === 'in' || side === 'notIn';
  return { ...draft, also: isSide ? { ...others, [dataSet]: side } : others };
}

import type { Judgement } from './judgement.contract.ts';

/** The figures of a judgement that a verdict may name: means per month, and the target they are held against. */
export const verdictFigureNames = [
  'before',
  'after',
  'comparisonBefore',
  'comparisonAfter',
  'newest',
  'target',
] as const;
export type VerdictFigureName = (typeof verdictFigureNames)[number];

export interface VerdictFigure {
  readonly name: VerdictFigureName;
  readonly value: number;
}

type Figures = Pick<Judgement, 'before' | 'after' | 'comparison' | 'target'>;

/** Those that this judgement has. */
export function verdictFigures({ before, after, comparison, target }: Figures): VerdictFigure[] {
  const values: Readonly<Record<VerdictFigureName, number | null | undefined>> = {
    before: before.mean,
    after: after.mean,
    comparisonBefore: comparison?.before.mean,
    comparisonAfter: comparison?.after.mean,
    newest: target?.newest,
    target: target?.value,
  };
  return verdictFigureNames.flatMap((name) => {
    const value = values[name];
    return value === null || value === undefined ? [] : [{ name, value }];
  });
}

import type { ReactNode } from 'react';

type Filling = Readonly<Record<string, ReactNode>>;

/** A fixed clause in which only the parts are filled in, and marked, that stand between braces. */
export function FilledText({ text, fill }: { text: string; fill: Filling }) {
  return (
    <>
      {splitClause(text).map(({ kind, value }, position) =>
        kind === 'fixed' ? (
          value
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a clause are fixed, position is identity
          <mark key={position} className="filled">
            {fill[value]}
          </mark>
        ),
      )}
    </>
  );
}

export interface ClausePart {
  readonly kind: 'fixed' | 'filled';
  /** The words, or the name of what is filled in. */
  readonly value: string;
}

export function splitClause(text: string): ClausePart[] {
  return text.split(/(\{[a-zA-Z]+\})/).flatMap((part): ClausePart[] => {
    if (part === '') return [];
    const name = /^\{([a-zA-Z]+)\}$/.exec(part)?.[1];
    return [name === undefined ? { kind: 'fixed', value: part } : { kind: 'filled', value: name }];
  });
}

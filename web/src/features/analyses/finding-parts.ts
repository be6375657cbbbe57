import type { Finding } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import { type FigureStyle, styleOfFigure } from '@datalab/server/platform/http/figure-style.contract.ts';

type ComputedFigure = Finding['figures'][number];

export type FindingPart =
  | { kind: 'text'; at: number; text: string }
  | { kind: 'figure'; at: number; name: string; value: ProtectedValue; style: FigureStyle };

/** A sentence with its figures apart, so that numbers can be set in bold and read with their status. */
export function findingToParts(text: string, figures: readonly ComputedFigure[]): FindingPart[] {
  const parts: FindingPart[] = [];
  let at = 0;
  for (const match of text.matchAll(/\{(\w+)\}/g)) {
    if (match.index > at) parts.push({ kind: 'text', at, text: text.slice(at, match.index) });
    const figure = figures.find(({ name }) => name === match[1]);
    parts.push({
      kind: 'figure',
      at: match.index,
      name: match[1] ?? '',
      value: figure?.value ?? { status: 'missing' },
      style: figure === undefined ? 'count' : styleOfFigure(figure),
    });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ kind: 'text', at, text: text.slice(at) });
  return parts;
}

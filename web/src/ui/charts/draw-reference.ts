import * as Plot from '@observablehq/plot';
import { accent, card, ink, type Reference, soft } from './drawing.ts';
import { periodToDate } from './periods.ts';

/** Words keep an edge in the colour of the paper, over whatever lies under them. */
const readable = { stroke: card, strokeWidth: 4 } as const;

/** The marks of a reference, to lie under the lines themselves. */
export function drawReference(reference: Reference | undefined): Plot.Markish[] {
  if (reference === undefined) return [];
  const { start, target, fitted } = reference;
  const began = [{ month: periodToDate(start.month), label: start.label }];
  const runs = fitted.map(({ month, value }) => ({
    month: periodToDate(month),
    value,
    part: month < start.month ? 'before' : 'after',
  }));
  return [
    Plot.ruleX(began, { x: 'month', stroke: ink, strokeDasharray: '4 3' }),
    Plot.text(began, {
      x: 'month',
      text: 'label',
      frameAnchor: 'top',
      textAnchor: 'end',
      dx: -6,
      ...readable,
      fill: ink,
    }),
    ...(target === null
      ? []
      : [
          Plot.ruleY([target.value], { stroke: accent, strokeDasharray: '6 4' }),
          Plot.text([target], {
            y: 'value',
            text: 'label',
            frameAnchor: 'left',
            textAnchor: 'start',
            dx: 4,
            dy: 12,
            ...readable,
            fill: accent,
          }),
        ]),
    Plot.lineY(runs, {
      x: 'month',
      y: 'value',
      z: 'part',
      stroke: soft,
      strokeWidth: 2,
      strokeDasharray: '1 4',
      strokeLinecap: 'round',
    }),
  ];
}

/** The highest number of a reference, so that it falls within the drawing. */
export function highestOf(reference: Reference | undefined): number {
  if (reference === undefined) return 0;
  return Math.max(reference.target?.value ?? 0, ...reference.fitted.map(({ value }) => value));
}

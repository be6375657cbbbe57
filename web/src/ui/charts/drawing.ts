import type { Language } from '../../i18n/translate.ts';
import type { Point } from './points.ts';

/** What lines are read against: a month in which something began, a number to reach, how they run on average. */
export interface Reference {
  start: { month: string; label: string };
  target: { value: number; label: string } | null;
  fitted: readonly { month: string; value: number }[];
}

export interface DrawOptions {
  width: number;
  /** Without axes and words, for a card. */
  small: boolean;
  /** Unique in the document; names the hatch pattern. */
  id: string;
  language: Language;
  /** The id of the one point that the drawing is about; the others step back. */
  strong?: string | undefined;
  reference?: Reference | undefined;
  /** The number of a cell in words, for labels. */
  write: (point: Point) => string;
}

export const ink = 'var(--datalab-ink)';
export const soft = 'var(--datalab-soft)';
export const accent = 'var(--datalab-accent)';
export const accentTint = 'var(--datalab-accent-tint)';
export const quiet = 'var(--datalab-quiet-mark)';
export const card = 'var(--datalab-card)';
export const hairline = 'var(--datalab-line)';

/**
 * Takes out the style element that Plot puts in every drawing, before the drawing enters the page: the
 * platform's content security policy refuses inline style elements. `charts.css` says the same.
 */
export function finish(drawing: SVGSVGElement | HTMLElement, { id }: { id: string }): SVGSVGElement {
  const svg = drawing instanceof SVGSVGElement ? drawing : drawing.querySelector('svg');
  if (!svg) throw new Error('The drawing holds no SVG.');
  for (const style of svg.querySelectorAll('style')) style.remove();
  svg.setAttribute('class', 'datalab-plot');
  svg.setAttribute('aria-hidden', 'true');
  svg.prepend(hatch(id));
  return svg;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

function hatch(id: string): SVGDefsElement {
  const defs = document.createElementNS(svgNamespace, 'defs');
  const pattern = document.createElementNS(svgNamespace, 'pattern');
  const attributes = {
    id,
    width: '6',
    height: '6',
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  };
  for (const [name, value] of Object.entries(attributes)) pattern.setAttribute(name, value);
  const line = document.createElementNS(svgNamespace, 'line');
  for (const [name, value] of Object.entries({
    x1: '0',
    y1: '0',
    x2: '0',
    y2: '6',
    class: 'datalab-hatch',
  })) {
    line.setAttribute(name, value);
  }
  pattern.append(line);
  defs.append(pattern);
  return defs;
}

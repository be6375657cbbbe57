import { roundToContributor } from '@datalab/query-control';
import type { ProtectedValue } from '../../platform/http/common.contract.ts';
import { styleOfMeasure } from '../../platform/http/figure-style.contract.ts';
import type { Answer, Figure } from './answer.contract.ts';

type Row = Answer['rows'][number];

export interface ComputedFigure {
  readonly name: string;
  readonly kind: Figure['kind'];
  readonly value: ProtectedValue;
  readonly style?: 'decimal';
}

export interface FigureProblem {
  readonly path: string;
  readonly message: string;
}

/** What is wrong with the figures of a finding, before anything is computed. */
export function judgeFigures(
  texts: readonly string[],
  figures: readonly Figure[],
  views: readonly { key: string; measures: readonly string[]; dimensions: readonly string[] }[],
): FigureProblem[] {
  const names = new Set(figures.map(({ name }) => name));
  const used = new Set(
    texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')),
  );
  const undefinedNames = [...used].filter((name) => !names.has(name));
  const problems: FigureProblem[] = undefinedNames.map((name) => ({
    path: 'finding.text',
    message: `The sentence names {${name}}, which is not among its figures.`,
  }));
  for (const [index, figure] of figures.entries()) {
    const path = `finding.figures[${index}]`;
    const view = views.find(({ key }) => key === figure.view);
    if (view === undefined) {
      problems.push({ path, message: `There is no view called ${figure.view}.` });
      continue;
    }
    if (figure.kind !== 'rows' && !view.measures.includes(figure.measure)) {
      problems.push({ path, message: `View ${view.key} does not measure ${figure.measure}.` });
    }
    for (const dimension of Object.keys(figure.where)) {
      if (!view.dimensions.includes(dimension)) {
        problems.push({ path, message: `View ${view.key} has no ${dimension}.` });
      }
    }
  }
  return problems;
}

/** Reads the figures of a finding from protected cells; nothing here has seen an unprotected number. */
export function computeFigures(figures: readonly Figure[], answers: readonly Answer[]): ComputedFigure[] {
  return figures.map((figure) => {
    const answer = answers.find(({ key }) => key === figure.view);
    const value: ProtectedValue =
      answer === undefined ? { status: 'missing' } : computeFigure(figure, answer);
    const measured = answer?.measures.find(({ key }) => key === figure.measure)?.kind;
    return { name: figure.name, kind: figure.kind, value, ...styleOfMeasure(figure.kind, measured) };
  });
}

function computeFigure(figure: Figure, answer: Answer): ProtectedValue {
  const matching = answer.rows.filter((row) => matches(row, figure.where));
  if (figure.kind === 'rows') return published(matching.length);
  const cells = matching.map((row) => cellOf(row, figure.measure));
  if (figure.kind === 'value') return sumCells(cells);
  const part = sumCells(cells);
  const known = answer.rows.filter((row) => Object.keys(figure.where).every((key) => row[key] !== null));
  const whole = sumShownCells(known.map((row) => cellOf(row, figure.measure)));
  if (part.status === 'suppressed' || part.status === 'missing') return part;
  if (whole === 0) return { status: 'missing' };
  return part.value === 0
    ? published(0)
    : published(roundToContributor(part.value / whole, Math.abs(part.value)));
}

/**
 * Suppressed when one of the cells is: a sum without the small ones would be read as complete. With a reason
 * only where no cell is suppressed for another.
 */
function sumCells(cells: readonly ProtectedValue[]): ProtectedValue {
  if (cells.length === 0) return { status: 'missing' };
  const hidden = cells.filter((cell) => cell.status === 'suppressed');
  const suppressed = hidden.find(({ reason }) => reason === undefined) ?? hidden[0];
  if (suppressed !== undefined) return suppressed;
  if (cells.some(({ status }) => status === 'missing')) return { status: 'missing' };
  return published(withoutBinaryNoise(sumShownCells(cells)));
}

/** What is too small to show weighs less than a share is rounded to. */
function sumShownCells(cells: readonly ProtectedValue[]): number {
  return cells.reduce((sum, cell) => ('value' in cell ? sum + cell.value : sum), 0);
}

/** Adding decimals leaves digits that nobody meant: 0.1 and 0.2 make 0.30000000000000004. */
function withoutBinaryNoise(sum: number): number {
  return Number(sum.toPrecision(12));
}

function matches(row: Row, where: Figure['where']): boolean {
  return Object.entries(where).every(([dimension, wanted]) => {
    const value = row[dimension];
    return (typeof value === 'string' || value === null) && wanted.includes(value);
  });
}

function cellOf(row: Row, measure: string): ProtectedValue {
  const cell = row[measure];
  return cell !== null && typeof cell === 'object' ? cell : { status: 'missing' };
}

function published(value: number): ProtectedValue {
  return value === 0 ? { status: 'zero', value: 0 } : { status: 'published', value };
}

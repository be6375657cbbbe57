import { contributorRoundingMax, roundMarginUp, roundToContributor } from '@datalab/query-control';
import type { ProtectedValue } from '../../platform/http/common.contract.ts';
import { styleOfMeasure } from '../../platform/http/figure-style.contract.ts';
import type { Answer, Figure } from './answer.contract.ts';
import { addCells, type CellNoise, shareOfCells } from './combine-figures.ts';

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

/** Of the protection: how counts are changed, and from which count on they are shown. */
export type FigureProtection = Omit<CellNoise, 'isCount'>;

/** Reads the figures of a finding from protected cells; nothing here has seen an unprotected number. */
export function computeFigures(
  figures: readonly Figure[],
  answers: readonly Answer[],
  protection: FigureProtection,
): ComputedFigure[] {
  return figures.map((figure) => {
    const answer = answers.find(({ key }) => key === figure.view);
    const value: ProtectedValue =
      answer === undefined ? { status: 'missing' } : computeFigure(figure, answer, protection);
    const measured = answer?.measures.find(({ key }) => key === figure.measure)?.kind;
    return { name: figure.name, kind: figure.kind, value, ...styleOfMeasure(figure.kind, measured) };
  });
}

function computeFigure(figure: Figure, answer: Answer, protection: FigureProtection): ProtectedValue {
  const { rows, measures } = answer;
  const matching = rows.filter((row) => matches(row, figure.where));
  if (figure.kind === 'rows') return countRows(matching.length);
  const cellsOf = (some: readonly Row[]): ProtectedValue[] => some.map((row) => cellOf(row, figure.measure));
  const kind = measures.find(({ key }) => key === figure.measure)?.kind;
  const noise: CellNoise = { ...protection, isCount: kind === 'records' || kind === 'persons' };
  if (figure.kind === 'value') return addCells(cellsOf(matching), noise);
  const isKnown = (row: Row): boolean => Object.keys(figure.where).every((key) => row[key] !== null);
  const whole = {
    within: cellsOf(matching.filter(isKnown)),
    outside: cellsOf(matching.filter((row) => !isKnown(row))),
    others: cellsOf(rows.filter((row) => isKnown(row) && !matching.includes(row))),
  };
  const share = shareOfCells(whole, noise);
  const part = addCells(cellsOf(matching), noise);
  return share.status === 'published' && 'value' in part ? roundShare(share, Math.abs(part.value)) : share;
}

/** To the digits that one more or less in the part changes. */
function roundShare(
  { value, margin }: Extract<ProtectedValue, { status: 'published' }>,
  part: number,
): ProtectedValue {
  const rounding = contributorRoundingMax(value, part);
  return {
    status: 'published',
    value: roundToContributor(value, part),
    ...(margin !== undefined && { margin: roundMarginUp(margin + rounding) }),
  };
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

/** How many rows a table has is no figure about people, and exact. */
function countRows(rows: number): ProtectedValue {
  return rows === 0 ? { status: 'zero', value: 0 } : { status: 'published', value: rows, margin: 0 };
}

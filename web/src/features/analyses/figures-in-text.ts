import type { Answer, Figure } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import { styleOfMeasure } from '@datalab/server/platform/http/figure-style.contract.ts';
import { cellOf, keyOf } from '../../ui/charts/points.ts';
import { marginOf } from '../../ui/numbers/protected-text.ts';

/** A name for a new figure that is not taken. */
export function nextFigureName(figures: readonly Pick<Figure, 'name'>[]): string {
  const taken = new Set(figures.map(({ name }) => name));
  let number = 1;
  while (taken.has(`n${number}`)) number += 1;
  return `n${number}`;
}

/** The figures whose names still stand in one of the texts. */
export function figuresUsed<F extends Pick<Figure, 'name'>>(
  figures: readonly F[],
  texts: readonly string[],
): F[] {
  return figures.filter(({ name }) => texts.some((text) => text.includes(`{${name}}`)));
}

/**
 * Puts `{name}` in a sentence at a place, with a space before it where words would touch, and with its unit behind it
 * where no word follows.
 */
export function insertFigure(
  text: string,
  name: string,
  at: number,
  unit = '',
): { text: string; cursor: number } {
  const before = text.slice(0, at);
  const space = before === '' || /\s$/.test(before) ? '' : ' ';
  const isFollowed = /^\s*\p{L}/u.test(text.slice(at));
  const added = `${space}{${name}}${unit === '' || isFollowed ? '' : ` ${unit}`}`;
  return { text: before + added + text.slice(at), cursor: at + added.length };
}

/** What a figure on one cell will read; the hub computes all figures again when the sentence is kept. */
export function previewFigure(figure: Figure, answers: readonly Answer[]): ProtectedValue {
  const answer = answers.find(({ key }) => key === figure.view);
  const rows = answer?.rows.filter((row) =>
    Object.entries(figure.where).every(([dimension, wanted]) => wanted.includes(keyOf(row, dimension))),
  );
  if (answer && figure.kind === 'rows') return countToValue(rows?.length ?? 0);
  const [row] = rows ?? [];
  if (!answer || !rows || !row || rows.length > 1) return { status: 'missing' };
  const value = cellOf(row, figure.measure);
  if (figure.kind !== 'share') return value;
  const total = answer.totals && cellOf(answer.totals, figure.measure);
  if (!total || !('value' in total) || total.value === 0) return { status: 'missing' };
  if (value.status === 'range') {
    return { status: 'range', from: value.from / total.value, to: value.to / total.value };
  }
  if (value.status !== 'published') return value;
  const share = value.value / total.value;
  const [own, whole] = [marginOf(value), marginOf(total)];
  const margin = own === undefined ? undefined : Math.hypot(own, share * (whole ?? 0)) / total.value;
  return { status: 'published', value: share, ...(margin !== undefined && { margin }) };
}

/** How it will be written, as the hub says of it when the sentence is kept. */
export function previewStyle(
  { kind, view, measure }: Pick<Figure, 'kind' | 'view' | 'measure'>,
  answers: readonly Answer[],
): { style?: 'decimal' } {
  const measures = answers.find(({ key }) => key === view)?.measures ?? [];
  const measured = measures.find(({ key }) => key === measure)?.kind;
  return styleOfMeasure(kind, measured);
}

/** What a cell counts, in small letters as in a sentence; nothing for what is no count. */
export function unitOf({ kind, label }: Answer['measures'][number], language: 'nl' | 'en'): string {
  return kind === 'persons' || kind === 'records' ? label[language].toLowerCase() : '';
}

function countToValue(value: number): ProtectedValue {
  return value === 0 ? { status: 'zero', value: 0 } : { status: 'published', value };
}

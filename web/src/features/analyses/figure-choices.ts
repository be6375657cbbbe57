import type { Answer, Figure } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import { type FigureStyle, styleOfFigure } from '@datalab/server/platform/http/figure-style.contract.ts';
import { cellOf, keyOf } from '../../ui/charts/points.ts';
import type { Words } from '../../ui/charts/use-words.ts';
import type { FigureChoice } from '../../ui/numbers/bind-number.ts';
import { nextFigureName, previewFigure, previewStyle } from './figures-in-text.ts';

type Unnamed = Omit<Figure, 'name'>;

/** Says a figure with its number. */
export type SayFigure = (value: ProtectedValue, style: FigureStyle) => string;

/** Every shown number of the answers, as a number and as a share of the total, and how many rows there are. */
export function answersToChoices(
  answers: readonly Answer[],
  words: Pick<Words, 'labelOf'>,
  local: (text: Answer['title']) => string,
  say: SayFigure,
): FigureChoice[] {
  return answers.flatMap((answer) => {
    const rows = answer.dimensions.length === 0 ? [] : [rowsFigure(answer)];
    return [...answer.rows.flatMap((row) => rowFigures(answer, row)), ...rows].flatMap((figure) => {
      const value = previewFigure({ ...figure, name: 'n' }, answers);
      if (!('value' in value)) return [];
      const size = figure.kind === 'share' ? value.value * 100 : value.value;
      const about = aboutFigure(figure, answer, words, local);
      return [
        {
          key: figureToKey(figure),
          label: `${say(value, styleOfFigure({ kind: figure.kind, ...previewStyle(figure, answers) }))} · ${about}`,
          size,
          isShare: figure.kind === 'share',
        },
      ];
    });
  });
}

/** The figures with the chosen one among them, under the name it has or gets. */
export function takeFigure(
  figures: readonly Figure[],
  key: string,
): { readonly name: string; readonly figures: readonly Figure[] } {
  const known = figures.find(({ name: _, ...figure }) => figureToKey(figure) === key);
  if (known !== undefined) return { name: known.name, figures };
  const name = nextFigureName(figures);
  return { name, figures: [...figures, { ...(JSON.parse(key) as Unnamed), name }] };
}

function rowFigures(answer: Answer, row: Answer['rows'][number]): Unnamed[] {
  const where = Object.fromEntries(answer.dimensions.map(({ key }) => [key, [keyOf(row, key)]]));
  return answer.measures.flatMap((measure): Unnamed[] => {
    if (!('value' in cellOf(row, measure.key))) return [];
    const base = { view: answer.key, measure: measure.key, where };
    const addsUp = measure.kind !== 'mean' && measure.kind !== 'rate' && answer.dimensions.length > 0;
    return [{ ...base, kind: 'value' }, ...(addsUp ? [{ ...base, kind: 'share' as const }] : [])];
  });
}

function rowsFigure(answer: Answer): Unnamed {
  return { view: answer.key, measure: answer.measures[0]?.key ?? '', kind: 'rows', where: {} };
}

function aboutFigure(
  { kind, where, measure }: Unnamed,
  answer: Answer,
  words: Pick<Words, 'labelOf'>,
  local: (text: Answer['title']) => string,
): string {
  if (kind === 'rows') return answer.dimensions.map(({ label }) => local(label)).join(' · ');
  const label = answer.measures.find(({ key }) => key === measure)?.label;
  const values = answer.dimensions.map((dimension) =>
    words.labelOf(dimension, where[dimension.key]?.[0] ?? null),
  );
  return [...values, label === undefined ? '' : local(label)].filter((word) => word !== '').join(' · ');
}

function figureToKey({ view, measure, kind, where }: Unnamed): string {
  return JSON.stringify({ view, measure, kind, where });
}

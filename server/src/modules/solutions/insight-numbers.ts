import { Failure, type FailureProblem } from '../../platform/errors/failure.ts';
import {
  fillFigures,
  namesIn,
  requireBoundNumbers,
  type WriteFigure,
} from '../../platform/http/bound-numbers.ts';
import type { LocalText, TextInput } from '../../platform/http/common.contract.ts';
import { styleOfFigure } from '../../platform/http/figure-style.contract.ts';
import { newText } from '../../platform/http/local-text.contract.ts';
import type { ElsewhereMark } from '../../platform/http/unbound-numbers.contract.ts';
import type { Citable, CitedFigure, InsightNumbers } from './insights.contract.ts';
import type { CitableFact } from './solutions.deps.ts';

type BoundFigure = InsightNumbers['figures'][number];

/** An insight as it is written. */
export interface InsightInput {
  readonly text: TextInput;
  readonly evidence: readonly Pick<Citable, 'kind' | 'id'>[];
  readonly figures: readonly CitedFigure[];
  readonly elsewhere: readonly ElsewhereMark[];
}

export interface BoundInsight {
  readonly text: LocalText;
  readonly numbers: InsightNumbers;
}

/** The insight with the figures of the findings it rests on, as they are now; their results never change. */
export function bindInsight(
  { text: written, evidence, figures: cited, elsewhere }: InsightInput,
  facts: readonly CitableFact[],
  writeFigure: WriteFigure,
): BoundInsight {
  const text = newText(written);
  const resting = facts.filter(({ kind, id }) => evidence.some((one) => one.kind === kind && one.id === id));
  const figures = bindFigures(text, cited, resting);
  requireBoundNumbers({ texts: { text }, elsewhere });
  const filled = fillFigures(text, (name, language) => {
    const figure = getFigure(figures, name);
    return writeFigure(figure.value, styleOfFigure(figure), language);
  });
  return { text: filled, numbers: { text, figures, elsewhere: [...elsewhere] } };
}

function bindFigures(
  text: LocalText,
  cited: readonly CitedFigure[],
  facts: readonly CitableFact[],
): BoundFigure[] {
  const problems: FailureProblem[] = [];
  const bound = cited.flatMap((one, index): BoundFigure[] => {
    const fact = facts.find(({ kind, id }) => kind === 'analysis' && id === one.analysis);
    const figure = fact?.finding?.figures.find(({ name }) => name === one.figure);
    if (fact?.evidence && figure && isShown(figure.value)) {
      const { name: _, ...found } = figure;
      return [{ ...one, evidence: fact.evidence, ...found }];
    }
    const message = `No finding that this insight rests on shows a figure called ${one.figure}.`;
    problems.push({ path: `figures[${index}]`, message });
    return [];
  });
  const names = new Set(cited.map(({ name }) => name));
  for (const name of namesIn(text)) {
    if (names.has(name)) continue;
    problems.push({ path: 'text', message: `The insight names {${name}}, which is not among its figures.` });
  }
  if (problems.length > 0) throw new Failure('solutions.figure-unknown', 422, {}, problems);
  return bound;
}

/** What is suppressed or missing says nothing that an insight could rest on. */
function isShown({ status }: BoundFigure['value']): boolean {
  return status !== 'suppressed' && status !== 'missing';
}

function getFigure(figures: readonly BoundFigure[], name: string): BoundFigure {
  const figure = figures.find((one) => one.name === name);
  if (figure === undefined) throw new Error(`the insight has no figure ${name}`);
  return figure;
}

import { Failure } from '../../platform/errors/failure.ts';
import {
  fillFigures,
  namesIn,
  requireBoundNumbers,
  type WriteFigure,
} from '../../platform/http/bound-numbers.ts';
import type { Language, ProtectedValue } from '../../platform/http/common.contract.ts';
import type { ElsewhereMark } from '../../platform/http/unbound-numbers.contract.ts';
import type { Verdict, VerdictNumbers } from './impact.contract.ts';
import type { Judgement } from './judgement.contract.ts';
import { verdictFigures } from './verdict-figures.contract.ts';

export interface VerdictInput {
  readonly because: string;
  readonly language: Language;
  readonly elsewhere: readonly ElsewhereMark[];
}

/** The reason of a verdict with the figures of the judgement it is about. */
export function bindVerdict(
  { because, language, elsewhere }: VerdictInput,
  judgement: Judgement,
  writeFigure: WriteFigure,
): Pick<Verdict, 'because'> & { readonly numbers: VerdictNumbers } {
  const text = { nl: because, en: because };
  const names = namesIn(text);
  const figures = verdictFigures(judgement).filter(({ name }) => names.includes(name));
  const unknown = names.filter((name) => !figures.some((figure) => figure.name === name));
  if (unknown.length > 0) {
    const problems = unknown.map((name) => ({
      path: 'because',
      message: `The measurement has no figure called ${name}.`,
    }));
    throw new Failure('impact.figure-unknown', 422, {}, problems);
  }
  requireBoundNumbers({ texts: { because: text }, elsewhere });
  const values = new Map<string, ProtectedValue>(
    figures.map(({ name, value }) => [
      name,
      value === 0 ? { status: 'zero', value } : { status: 'published', value },
    ]),
  );
  const filled = fillFigures(text, (name) =>
    writeFigure(values.get(name) ?? { status: 'missing' }, 'decimal', language),
  );
  return { because: filled[language], numbers: { text: because, figures, elsewhere: [...elsewhere] } };
}

import type { Citable, CitedFigure } from '@datalab/server/modules/solutions/insights.contract.ts';
import { styleOfFigure } from '@datalab/server/platform/http/figure-style.contract.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import type { FigureChoice } from '../../ui/numbers/bind-number.ts';
import { protectedValueToLabel } from '../../ui/numbers/protected-text.ts';

/** The figures in the findings of what is cited, each with the sentence it stands in. */
export function useCitedChoices(cited: readonly Citable[]): FigureChoice[] {
  const t = useTexts(chartTexts);
  const local = useLocal();
  const { language } = useLanguage();
  return cited.flatMap(({ id: analysis, finding }) => {
    if (finding === null) return [];
    const say = (figure: (typeof finding.figures)[number]): string =>
      protectedValueToLabel(figure.value, t, language, styleOfFigure(figure));
    const sentence = local(finding.text).replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const figure = finding.figures.find((one) => one.name === name);
      return figure === undefined ? whole : say(figure);
    });
    return finding.figures.flatMap((figure): FigureChoice[] => {
      const { value, kind, name } = figure;
      if (!('value' in value)) return [];
      const key = JSON.stringify({ analysis, figure: name });
      const size = kind === 'share' ? value.value * 100 : value.value;
      return [{ key, label: `${say(figure)} · ${sentence}`, size, isShare: kind === 'share' }];
    });
  });
}

/** The figures of an insight with the chosen one among them, under the name it has or gets. */
export function takeCited(
  figures: readonly CitedFigure[],
  key: string,
): { readonly name: string; readonly figures: readonly CitedFigure[] } {
  const { analysis, figure } = JSON.parse(key) as Omit<CitedFigure, 'name'>;
  const known = figures.find((one) => one.analysis === analysis && one.figure === figure);
  if (known !== undefined) return { name: known.name, figures };
  const name = `n${figures.length + 1}`;
  return { name, figures: [...figures, { name, analysis, figure }] };
}

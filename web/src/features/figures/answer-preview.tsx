import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { useMemo } from 'react';
import { useLanguage } from '../../i18n/language.tsx';
import { largestSeries } from '../../ui/charts/layout.ts';
import { findPeriod } from '../../ui/charts/periods.ts';
import { PlotCanvas } from '../../ui/charts/plot-canvas.tsx';
import { answerToPoints, hasOwnOrder, type Point, shapesOf, sortForReading } from '../../ui/charts/points.ts';
import { useWords } from '../../ui/charts/use-words.ts';
import { sizeOf } from '../../ui/numbers/protected-text.ts';
import { useAreas } from './use-areas.ts';
import '../../ui/charts/charts.css';

const barsInPreview = 5;
const linesInPreview = 4;

/** A small chart of an answer next to its finding, which says it in words. */
export function AnswerPreview({ answer }: { answer: Answer }) {
  const { language } = useLanguage();
  const areas = useAreas(answer);
  const words = useWords(areas);
  const shape = shapesOf(answer)[0];
  const [measure] = answer.measures;
  const points = useMemo(() => {
    if (!measure) return [];
    const period = findPeriod(answer.dimensions)?.key;
    const all = answerToPoints(answer, measure.key, words.labelOf, shape === 'line' ? period : undefined);
    if (shape === 'line') return largestSeries(all, linesInPreview);
    if (shape !== 'bars') return all;
    const ordered = hasOwnOrder(answer.dimensions[0]) ? all : sortForReading(all, language);
    return ordered.filter(({ key }) => key !== null).slice(0, barsInPreview);
  }, [answer, measure, shape, words.labelOf, language]);
  if (!measure || shape === undefined || shape === 'number' || points.length === 0) return null;
  return (
    <div className="preview" aria-hidden="true">
      <PlotCanvas
        shape={shape}
        points={points}
        areas={areas.shapes}
        write={writeNothing}
        strong={strongest(points)}
        small
      />
    </div>
  );
}

/** A chart of the people who also appear elsewhere highlights them; any other highlights its largest bar. */
function strongest(points: readonly Point[]): string | undefined {
  const present = points.find(({ key }) => key === 'yes');
  if (present) return present.id;
  const sizes = points.map(({ key, value }) => (key === null ? -1 : (sizeOf(value) ?? -1)));
  return points[sizes.indexOf(Math.max(...sizes))]?.id;
}

function writeNothing(_point: Point): string {
  return '';
}

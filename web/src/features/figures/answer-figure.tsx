import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { call } from '../../app/api.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { answerToCsv } from '../../ui/charts/answer-csv.ts';
import { AnswerTable, type PickedCell } from '../../ui/charts/answer-table.tsx';
import { downloadText, titleToFileName } from '../../ui/charts/download.ts';
import type { Reference } from '../../ui/charts/drawing.ts';
import { countSeries, largestSeries } from '../../ui/charts/layout.ts';
import { findPeriod } from '../../ui/charts/periods.ts';
import { PlotCanvas } from '../../ui/charts/plot-canvas.tsx';
import {
  answerToPoints,
  cellOf,
  countStatuses,
  hasOwnOrder,
  type Measure,
  type Point,
  shapesOf,
  sortForReading,
  type ViewShape,
} from '../../ui/charts/points.ts';
import { ReadingHelp } from '../../ui/charts/reading-help.tsx';
import { Segments } from '../../ui/charts/segments.tsx';
import { summarise } from '../../ui/charts/summary.ts';
import { useWords, type Words } from '../../ui/charts/use-words.ts';
import type { Areas } from '../../ui/maps/areas.ts';
import { ProtectedNumber } from '../../ui/numbers/protected-number.tsx';
import { marginOf, measureKindToStyle, sizeOf } from '../../ui/numbers/protected-text.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAreas } from './use-areas.ts';

const barsAtFirst = 15;
const linesAtMost = 6;

interface AnswerFigureProps {
  answer: Answer;
  /** The result it is of: taking it along as a file is kept there. */
  evidence?: string;
  /** Opens as this shape or as the table; else as the answer asks. */
  openAs?: ViewShape | 'table';
  onPick?: (cell: PickedCell) => void;
  /** What the lines are read against. */
  reference?: Reference;
}

/** An answer as a titled chart, words for a reader who cannot see it, a table of the same cells, and a download. */
export function AnswerFigure({ answer, evidence, openAs, onPick, reference }: AnswerFigureProps) {
  const t = useTexts(chartTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const areas = useAreas(answer);
  const words = useWords(areas);
  const shapes = shapesOf(answer);
  const [shown, setShown] = useState<ViewShape | 'table'>(openAs ?? shapes[0] ?? 'table');
  const [measureKey, setMeasureKey] = useState(answer.measures[0]?.key ?? '');
  const measure = answer.measures.find(({ key }) => key === measureKey) ?? answer.measures[0];
  const title = local(answer.title);
  const download = useMutation({
    mutationFn: async () => evidence && call(analysesRoutes.recordEvidenceDownload, { params: { evidence } }),
    onSuccess: () =>
      downloadText(titleToFileName(title, 'csv'), 'text/csv', answerToCsv(answer, language, words.labelOf)),
  });
  return (
    <div className="stack">
      <div className="row row-between">
        <h2 className="utrecht-heading-3 chart-title">{title}</h2>
        <Segments
          label={t('showAs')}
          chosen={shown}
          onChoose={setShown}
          options={[...shapes, 'table' as const].map((key) => ({ key, text: t(key) }))}
        />
      </div>
      {answer.measures.length > 1 && shown !== 'table' && (
        <Segments
          label={t('measure')}
          chosen={measure?.key ?? ''}
          onChoose={setMeasureKey}
          options={answer.measures.map(({ key, label }) => ({ key, text: local(label) }))}
        />
      )}
      {shown === 'table' || !measure ? (
        <AnswerTable answer={answer} words={words} {...(onPick && { onPick })} />
      ) : (
        <Drawing
          answer={answer}
          measure={measure}
          areas={areas}
          words={words}
          title={title}
          reference={reference}
          shape={shown}
        />
      )}
      {measure && <ReadingHelp answer={answer} measure={measure} words={words} />}
      <div className="no-print">
        <button type="button" className="quiet-action" onClick={() => download.mutate()}>
          {t('download')}
          <span className="visually-hidden">: {title}</span>
        </button>
        <ProblemAlert error={download.error} />
      </div>
    </div>
  );
}

interface DrawingProps {
  answer: Answer;
  measure: Measure;
  shape: ViewShape;
  areas: Areas;
  words: Words;
  title: string;
  reference: Reference | undefined;
}

function Drawing({ answer, measure, shape, areas, words, title, reference }: DrawingProps) {
  const t = useTexts(chartTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const [all, setAll] = useState(false);
  const points = useMemo(
    () => pointsToDraw(answer, measure.key, shape, words, language),
    [answer, measure.key, shape, words, language],
  );
  const write = useMemo(() => (point: Point) => words.writePoint(point, measure), [words, measure]);
  const say = useMemo(() => (point: Point) => words.sayPoint(point, measure), [words, measure]);
  const drawn = useMemo(
    () =>
      shape === 'line'
        ? largestSeries(points, linesAtMost)
        : shape === 'bars' && !all
          ? points.slice(0, barsAtFirst)
          : points,
    [points, shape, all],
  );
  if (shape === 'number') {
    const value = cellOf(answer.rows[0] ?? answer.totals ?? {}, measure.key);
    return (
      <p className="chart-number">
        <ProtectedNumber value={value} style={measureKindToStyle(measure.kind)} margin="words" />
      </p>
    );
  }
  if (shape === 'map' && areas.failed) {
    return <p className="chart-note">{t('mapUnknown', { year: String(answer.areaYear) })}</p>;
  }
  const along = answer.dimensions.map(({ label }) => local(label)).join(' · ');
  return (
    <div className="stack stack-tight">
      <p className="chart-note">
        {local(measure.label)} · {along}
      </p>
      <figure className="chart" role="img" aria-label={summarise(title, points, say, t)}>
        <PlotCanvas
          shape={shape}
          points={drawn}
          areas={areas.shapes}
          write={shape === 'map' ? say : write}
          reference={reference}
        />
      </figure>
      <Notes points={points} shape={shape} write={(point) => words.writeNumber(point, measure)} />
      {shape === 'line' && drawn.length < points.length && (
        <p className="chart-note">{t('linesShown', { shown: linesAtMost, n: countSeries(points) })}</p>
      )}
      {shape === 'bars' && drawn.length < points.length && (
        <p className="chart-note">
          {t(hasOwnOrder(answer.dimensions[0]) ? 'barsFirst' : 'barsShown', {
            shown: drawn.length,
            n: points.length,
          })}{' '}
          <button type="button" className="pick" onClick={() => setAll(true)}>
            {t('showAllBars', { n: points.length })}
          </button>
        </p>
      )}
    </div>
  );
}

function Notes({
  points,
  shape,
  write,
}: {
  points: readonly Point[];
  shape: ViewShape;
  write: (point: Point) => string;
}) {
  const t = useTexts(chartTexts);
  const { range, suppressed, missing } = countStatuses(points);
  const hasMargin = points.some(({ value }) => marginOf(value) !== undefined);
  const isMap = shape === 'map';
  const hasMarks = shape === 'line' && countSeries(points) > 1;
  const numbered = points.filter(({ value }) => sizeOf(value) !== undefined);
  const low = numbered.at(-1);
  const high = numbered[0];
  return (
    <div className="chart-notes chart-note">
      {isMap && low && high && (
        <>
          <span aria-hidden="true">{t('few')}</span>
          <span className="chart-ramp" aria-hidden="true">
            {[0, 1, 2, 3, 4, 5].map((step) => (
              <span key={step} className={`ramp-${step}`} />
            ))}
          </span>
          <span aria-hidden="true">{t('many')}</span>
          <span>{t('legend', { low: write(low), high: write(high) })}</span>
        </>
      )}
      {hasMargin && !isMap && (
        <span>
          <span className={shape === 'line' ? 'swatch-band' : 'swatch-whisker'} aria-hidden="true" />
          {t(shape === 'line' ? 'marginLine' : 'marginBars')}
        </span>
      )}
      {range > 0 && (
        <span>
          <span className={rangeSwatches[shape]} aria-hidden="true" />
          {t(isMap ? 'rangeAreas' : 'rangeNote', { n: range })}
        </span>
      )}
      {suppressed > 0 && (
        <span>
          {shape === 'bars' ? null : (
            <span className={hasMarks ? 'swatch-dotted' : 'swatch-hatched'} aria-hidden="true" />
          )}
          {t(isMap ? 'suppressedAreas' : 'suppressedNote', { n: suppressed })}
        </span>
      )}
      {missing > 0 && (
        <span>
          {shape === 'bars' ? null : (
            <span className={shape === 'line' ? 'swatch-cross' : 'swatch-empty'} aria-hidden="true" />
          )}
          {t(isMap ? 'missingAreas' : 'missingNote', { n: missing })}
        </span>
      )}
    </div>
  );
}

const rangeSwatches = {
  bars: 'swatch-hatched',
  line: 'swatch-span',
  map: 'swatch-dashed',
  number: '',
} as const;

function pointsToDraw(
  answer: Answer,
  measure: string,
  shape: ViewShape,
  words: Words,
  language: string,
): Point[] {
  const along = shape === 'line' ? findPeriod(answer.dimensions)?.key : undefined;
  const points = answerToPoints(answer, measure, words.labelOf, along);
  const ordered = shape === 'bars' && hasOwnOrder(answer.dimensions[0]);
  return ordered || shape === 'line' ? points : sortForReading(points, language);
}

import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { chartTexts } from '../../i18n/charts.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import type { Reference } from './drawing.ts';
import { heightOf } from './layout.ts';
import type { Point, ViewShape } from './points.ts';
import './charts.css';

interface PlotCanvasProps {
  shape: Exclude<ViewShape, 'number'>;
  points: readonly Point[];
  areas: AreaCollection | undefined;
  write: (point: Point) => string;
  small?: boolean;
  strong?: string | undefined;
  reference?: Reference | undefined;
}

/** Draws with Observable Plot, loaded when first needed, again whenever its space changes. */
export function PlotCanvas({
  shape,
  points,
  areas,
  write,
  small = false,
  strong,
  reference,
}: PlotCanvasProps) {
  const t = useTexts(chartTexts);
  const { language } = useLanguage();
  const canvas = useRef<HTMLDivElement>(null);
  const id = `hatch${useId().replace(/\W/g, '')}`;
  const width = useWidth(canvas);
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing');
  const missing = t('missing');

  useEffect(() => {
    if (width === 0) return;
    let current = true;
    const place = async () => {
      const { draw } = await import('./draw.ts');
      if (!current) return;
      const drawing = draw(shape, points, areas, {
        width,
        small,
        id,
        language,
        write,
        missing,
        strong,
        reference,
      });
      canvas.current?.replaceChildren(...(drawing ? [drawing] : []));
      setState(drawing ? 'drawn' : 'drawing');
    };
    place().catch(() => current && setState('failed'));
    return () => {
      current = false;
    };
  }, [width, shape, points, areas, write, small, id, language, missing, strong, reference]);

  return (
    <>
      <div
        ref={canvas}
        className="chart-canvas"
        style={{
          minBlockSize: state === 'failed' ? 0 : heightOf(shape, { points: points.length, width, small }),
        }}
      />
      {state === 'failed' && !small && <p className="chart-note">{t('failed')}</p>}
    </>
  );
}

function useWidth(element: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  // Before the first painting, so that the place of the drawing is as high as the drawing.
  useLayoutEffect(() => {
    if (!element.current) return;
    setWidth(Math.floor(element.current.getBoundingClientRect().width));
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

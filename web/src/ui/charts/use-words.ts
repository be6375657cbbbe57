import { findWords } from '@datalab/server/platform/http/local-text.contract.ts';
import { useCallback } from 'react';
import { chartTexts } from '../../i18n/charts.ts';
import { formatPeriod } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { readLocal } from '../../i18n/translate.ts';
import type { Areas } from '../maps/areas.ts';
import {
  figureToText,
  measureKindToStyle,
  protectedValueToLabel,
  protectedValueToText,
} from '../numbers/protected-text.ts';
import { isPeriod } from './periods.ts';
import type { LabelOf, Measure, Point } from './points.ts';

export interface Words {
  labelOf: LabelOf;
  /** As a label in a drawing. */
  writePoint: (point: Pick<Point, 'value'>, measure: Measure) => string;
  /** In words, for a sentence and for a screen reader. */
  sayPoint: (point: Pick<Point, 'value'>, measure: Measure) => string;
  /** Without how far it may be off. */
  writeNumber: (point: Pick<Point, 'value'>, measure: Measure) => string;
}

/** The names of keys and the texts of cells in the reader's language. */
export function useWords(areas: Areas): Words {
  const t = useTexts(chartTexts);
  const { language } = useLanguage();
  const labelOf: LabelOf = useCallback(
    (dimension, key) => {
      if (key === null) return t('unknownKey');
      const name = findWords(dimension.valueNames, key);
      if (name) return readLocal(name, language);
      if (dimension.kind === 'area') return areas.names.get(key) ?? key;
      if (isPeriod(dimension)) return formatPeriod(key, language);
      if (dimension.kind === 'membership') return key === 'yes' ? t('yes') : key === 'no' ? t('no') : key;
      return key;
    },
    [areas.names, language, t],
  );
  const writePoint = useCallback(
    ({ value }: Pick<Point, 'value'>, measure: Measure) =>
      protectedValueToLabel(value, t, language, measureKindToStyle(measure.kind)),
    [language, t],
  );
  const sayPoint = useCallback(
    ({ value }: Pick<Point, 'value'>, measure: Measure) =>
      protectedValueToText(value, t, language, measureKindToStyle(measure.kind)),
    [language, t],
  );
  const writeNumber = useCallback(
    ({ value }: Pick<Point, 'value'>, measure: Measure) =>
      figureToText(value, t, language, measureKindToStyle(measure.kind)).text,
    [language, t],
  );
  return { labelOf, writePoint, sayPoint, writeNumber };
}

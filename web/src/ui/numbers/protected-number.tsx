import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { figureToText, type NumberStyle } from './protected-text.ts';
import './numbers.css';

interface ProtectedNumberProps {
  readonly value: ProtectedValue;
  readonly style?: NumberStyle;
  /** How far it may be off: as a quiet sign, with words for a screen reader, or in words for everybody. */
  readonly margin?: 'sign' | 'words';
}

/** A number, a range, or why there is none: each looks and reads differently. */
export function ProtectedNumber({ value, style = 'count', margin = 'sign' }: ProtectedNumberProps) {
  const t = useTexts(chartTexts);
  const { language } = useLanguage();
  const { text, margin: off } = figureToText(value, t, language, style);
  return (
    <span className={`number number-${value.status}`}>
      {text}
      {off && margin === 'sign' ? (
        <>
          <span className="number-margin" aria-hidden="true">
            {` ${off.sign}`}
          </span>
          <span className="visually-hidden">{` (${off.words})`}</span>
        </>
      ) : null}
      {off && margin === 'words' ? <span className="number-off">{` ${off.words}`}</span> : null}
    </span>
  );
}

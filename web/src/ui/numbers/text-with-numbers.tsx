import {
  type ElsewhereMark,
  findMark,
  unboundNumbers,
} from '@datalab/server/platform/http/unbound-numbers.contract.ts';
import { useId } from 'react';
import { chartTexts } from '../../i18n/charts.ts';
import { useTexts } from '../../i18n/language.tsx';
import './text-with-numbers.css';

interface TextWithNumbersProps {
  readonly text: string;
  readonly elsewhere: readonly ElsewhereMark[];
}

/** A text whose numbers each have a mark that opens where they come from, or says that nobody said so. */
export function TextWithNumbers({ text, elsewhere }: TextWithNumbersProps) {
  let from = 0;
  const parts = unboundNumbers(text).map((number) => {
    const before = text.slice(from, number.at);
    from = number.at + number.text.length;
    return (
      <span key={number.at}>
        {before}
        <MarkedNumber number={number.text} mark={findMark(number.text, elsewhere)} />
      </span>
    );
  });
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}

function MarkedNumber({ number, mark }: { number: string; mark: ElsewhereMark | undefined }) {
  const t = useTexts(chartTexts);
  const id = useId();
  return (
    <span className={mark ? 'number-elsewhere' : 'number-unbound'}>
      <span className="number-written">{number}</span>
      <button
        type="button"
        className="number-mark"
        popoverTarget={id}
        aria-label={t('whereFrom', { number })}
        title={t('whereFrom', { number })}
      >
        <sup>{mark ? '*' : '?'}</sup>
      </button>
      <span className="number-source small" id={id} popover="auto">
        {mark ? t('fromElsewhere', { number, source: mark.source }) : t('notBound', { number })}{' '}
        {mark?.link === undefined ? null : (
          <a className="utrecht-link utrecht-link--html-a" href={mark.link} rel="noreferrer">
            {t('openSource')}
          </a>
        )}
      </span>
    </span>
  );
}

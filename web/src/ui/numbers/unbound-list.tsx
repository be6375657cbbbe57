import {
  type ElsewhereMark,
  type FoundNumber,
  findMark,
  marksUsed,
  unboundNumbers,
} from '@datalab/server/platform/http/unbound-numbers.contract.ts';
import { useRef, useState } from 'react';
import { chartTexts } from '../../i18n/charts.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../action-button.tsx';
import { SelectField, TextField } from '../field.tsx';
import { closestFirst, type FigureChoice, replaceNumber } from './bind-number.ts';
import './unbound-list.css';

/** A text that is being written, as its field shows it. */
export interface WrittenText {
  readonly key: string;
  readonly text: string;
  write(text: string): void;
}

interface UnboundListProps {
  readonly texts: readonly WrittenText[];
  readonly figures: readonly FigureChoice[];
  /** What to say when there are none to choose from. */
  readonly noFigures?: string;
  readonly elsewhere: readonly ElsewhereMark[];
  onMark(mark: ElsewhereMark): void;
  onUnmark(mark: ElsewhereMark): void;
  /** Makes the figure part of what is written, and gives its name. */
  onTake(key: string): string;
}

interface Listed extends FoundNumber {
  readonly key: string;
  readonly of: WrittenText;
}

/** Below a field: each number in it that is bound to no figure, with what can be done about it. */
export function UnboundList(props: UnboundListProps) {
  const { texts, elsewhere, onUnmark } = props;
  const t = useTexts(chartTexts);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<{ key: string; as: 'figure' | 'source' } | null>(null);
  const all = texts.flatMap((of) =>
    unboundNumbers(of.text).map((number): Listed => ({ ...number, of, key: `${of.key} ${number.text}` })),
  );
  const listed = [...new Map(all.map((number) => [number.key, number])).values()];
  const unbound = listed.filter(({ text }) => findMark(text, elsewhere) === undefined);
  const sourced = marksUsed(
    texts.map(({ text }) => text),
    elsewhere,
  );
  return (
    <div className="unbound" ref={list} tabIndex={-1}>
      <p className="visually-hidden" aria-live="polite">
        {unbound.length > 0 &&
          t('numbersNotBound', { numbers: [...new Set(unbound.map(({ text }) => text))].join(', ') })}
      </p>
      {unbound.length > 0 && <p className="small soft">{t('numbersNotBoundHint')}</p>}
      {listed.length > 0 && (
        <ul className="unbound-list plain-list">
          {unbound.map((number) => (
            <li key={number.key}>
              <UnboundNumber
                {...props}
                number={number}
                open={open?.key === number.key ? open.as : null}
                onOpen={(as) => setOpen(as && { key: number.key, as })}
                onDone={() => {
                  setOpen(null);
                  list.current?.focus();
                }}
              />
            </li>
          ))}
          {sourced.map((mark) => (
            <li key={mark.number} className="row">
              <span>{t('fromElsewhere', { number: mark.number, source: mark.source })}</span>
              <ActionButton look="subtle" about={mark.number} onClick={() => onUnmark(mark)}>
                {t('removeSource')}
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface UnboundNumberProps extends UnboundListProps {
  readonly number: Listed;
  readonly open: 'figure' | 'source' | null;
  onOpen(as: 'figure' | 'source' | null): void;
  /** What was open is gone: the focus goes to the list. */
  onDone(): void;
}

function UnboundNumber(props: UnboundNumberProps) {
  const { number, open, onOpen, onDone, onMark } = props;
  const t = useTexts(chartTexts);
  return (
    <div className="stack stack-tight">
      <div className="row">
        <span>{t('isNotBound', { number: number.text })}</span>
        <ActionButton look="subtle" about={number.text} onClick={() => onOpen(toggled(open, 'figure'))}>
          {t('takeFromFigure')}
        </ActionButton>
        <ActionButton look="subtle" about={number.text} onClick={() => onOpen(toggled(open, 'source'))}>
          {t('comesFromElsewhere')}
        </ActionButton>
      </div>
      {open === 'figure' && <ChooseFigure {...props} />}
      {open === 'source' && (
        <NameSource
          number={number.text}
          onName={(mark) => {
            onMark(mark);
            onDone();
          }}
        />
      )}
    </div>
  );
}

function toggled<Way extends string>(open: Way | null, way: Way): Way | null {
  return open === way ? null : way;
}

const choicesMost = 40;

function ChooseFigure({ number, figures, noFigures, onTake, onDone }: UnboundNumberProps) {
  const t = useTexts(chartTexts);
  const choices = closestFirst(number.text, figures).slice(0, choicesMost);
  const [chosen, setChosen] = useState(choices[0]?.key ?? '');
  if (choices.length === 0) return <p className="small soft">{noFigures ?? t('noFigures')}</p>;
  const take = () => {
    number.of.write(replaceNumber(number.of.text, number, onTake(chosen)));
    onDone();
  };
  return (
    <div className="unbound-choice">
      <SelectField
        label={t('whichFigure', { number: number.text })}
        value={chosen}
        onChange={setChosen}
        options={choices.map(({ key, label }) => ({ value: key, label }))}
      />
      <div>
        <ActionButton onClick={take}>{t('useFigure')}</ActionButton>
      </div>
    </div>
  );
}

function isPage(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

function NameSource({ number, onName }: { number: string; onName(mark: ElsewhereMark): void }) {
  const t = useTexts(chartTexts);
  const [source, setSource] = useState('');
  const [link, setLink] = useState('');
  const [tried, setTried] = useState(false);
  const address = link.trim() === '' ? undefined : link.trim();
  const linkError = address === undefined || isPage(address) ? undefined : t('sourceLinkWrong');
  const sourceError = source.trim() === '' ? t('sourceNeeded') : undefined;
  const keep = () => {
    setTried(true);
    if (sourceError ?? linkError) return;
    onName({ number, source: source.trim(), ...(address !== undefined && { link: address }) });
  };
  return (
    <div className="unbound-choice">
      <TextField
        label={t('whichSource', { number })}
        hint={t('whichSourceHint')}
        maxLength={300}
        value={source}
        error={tried ? sourceError : undefined}
        onChange={setSource}
        onEnter={keep}
      />
      <TextField
        label={t('sourceLink')}
        hint={t('sourceLinkHint')}
        optional
        maxLength={500}
        value={link}
        error={tried ? linkError : undefined}
        onChange={setLink}
        onEnter={keep}
      />
      <div>
        <ActionButton onClick={keep}>{t('keepSource')}</ActionButton>
      </div>
    </div>
  );
}

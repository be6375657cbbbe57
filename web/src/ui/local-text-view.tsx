import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { otherThan } from '@datalab/server/platform/http/local-text.contract.ts';
import type { ReactNode } from 'react';
import { useLanguage, useLocal, useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import { olderWordsToText } from './older-words.ts';
import './local-text.css';

interface LocalTextViewProps {
  readonly text: LocalText;
  readonly className?: string;
}

/** A text in the language of the reader, with a mark when it was changed in the other language only. */
export function LocalTextView({ text, className }: LocalTextViewProps) {
  const local = useLocal();
  return (
    <>
      <p className={className}>{local(text)}</p>
      <OutdatedMark text={text} />
    </>
  );
}

/** Says that the reader's language was not renewed, with the words of the other one click away; else nothing. */
export function OutdatedMark({ text, children }: { text: LocalText; children?: ReactNode }) {
  const { language } = useLanguage();
  const older = olderWordsToText(text, language);
  if (older === undefined) return null;
  const other = otherThan(language);
  return (
    <details className="local-text-outdated small">
      <summary>{older}</summary>
      <p lang={other}>{children ?? text[other]}</p>
    </details>
  );
}

/** For a text in a list: two quiet words; the whole sentence for a reader who listens or points at it. */
export function OlderMark({ text }: { text: LocalText }) {
  const t = useTexts(uiTexts);
  const { language } = useLanguage();
  const older = olderWordsToText(text, language);
  if (older === undefined) return null;
  return (
    <span className="local-text-older" title={older}>
      <span aria-hidden="true">{t('olderWords')}</span>
      <span className="visually-hidden">{older}</span>
    </span>
  );
}

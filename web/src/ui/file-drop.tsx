import { type DragEvent, useId, useState } from 'react';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage, useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import './file-drop.css';

interface FileDropProps {
  readonly label: string;
  /** What kind of file is expected, in words. */
  readonly hint?: string;
  /** As the `accept` of a file input: `.csv,.xlsx`. */
  readonly accept?: string;
  readonly disabled?: boolean;
  onFile(file: File): void;
}

export function FileDrop({ label, hint, accept, disabled = false, onFile }: FileDropProps) {
  const id = useId();
  const t = useTexts(uiTexts);
  const { language } = useLanguage();
  const [over, setOver] = useState(false);
  const [chosen, setChosen] = useState<File | null>(null);
  const take = (file: File | undefined) => {
    if (file === undefined || disabled) return;
    setChosen(file);
    onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the input inside does the same by keyboard
    <div
      className={`file-drop ${over ? 'file-drop-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label className="file-drop-label" htmlFor={id}>
        {label}
      </label>
      <span className="soft small">{t('dropHere')}</span>
      <input
        className="file-drop-input"
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <span className="file-drop-button" aria-hidden="true">
        {t('chooseFile')}
      </span>
      {hint === undefined ? null : (
        <span className="soft small" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <span className="small" role="status">
        {chosen === null
          ? null
          : t('chosenFile', { name: `${chosen.name} (${formatBytes(chosen.size, language)})` })}
      </span>
    </div>
  );
}

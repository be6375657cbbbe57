import { SubtleButton } from '@utrecht/button-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  /** Opens at its top, for what is read before anything is written in it. */
  readonly reading?: boolean;
  onClose(): void;
  readonly children: ReactNode;
}

export function Dialog({ title, open, reading = false, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const t = useTexts(uiTexts);
  useEffect(() => {
    if (!open) {
      dialog.current?.close();
      return;
    }
    dialog.current?.showModal();
    if (reading) return;
    dialog.current?.querySelector<HTMLElement>('form :is(input, textarea, select)')?.focus();
  }, [open, reading]);
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby={titleId} onClose={onClose}>
      <div className="dialog-head">
        <h2 className="utrecht-heading-2" id={titleId}>
          {title}
        </h2>
        <SubtleButton onClick={onClose}>{t('close')}</SubtleButton>
      </div>
      {open ? children : null}
    </dialog>
  );
}

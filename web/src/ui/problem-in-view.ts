import { type RefObject, useEffect, useRef } from 'react';

const wrongFields = ':is([aria-invalid="true"], fieldset[data-invalid] input)';

/**
 * Brings what is wrong in a form to where the reader looks: after sending, or after a button that sends nothing, the
 * first field with a problem has the focus. Somebody who is typing is left alone.
 */
export function useWrongFieldInView<Field extends HTMLElement>(isWrong: boolean): RefObject<Field | null> {
  const field = useRef<Field>(null);
  useEffect(() => {
    const form = field.current?.closest('form');
    if (!form) return;
    const show = () => requestAnimationFrame(() => focusFirstWrong(form));
    form.addEventListener('submit', show);
    return () => form.removeEventListener('submit', show);
  }, []);
  useEffect(() => {
    const form = field.current?.closest('form');
    if (isWrong && form && document.activeElement instanceof HTMLButtonElement) focusFirstWrong(form);
  }, [isWrong]);
  return field;
}

function focusFirstWrong(form: HTMLFormElement): void {
  const wrong = form.querySelector<HTMLElement>(wrongFields);
  wrong?.focus({ preventScroll: true });
  wrong?.scrollIntoView({ block: 'center' });
}

/** Brings a message to where the reader looks, each time there is another one. */
export function useMessageInView<Message extends HTMLElement>(
  about: unknown,
  isAnswer: boolean,
): RefObject<Message | null> {
  const message = useRef<Message>(null);
  useEffect(() => {
    if (about === null || about === undefined || !isAnswer) return;
    message.current?.focus({ preventScroll: true });
    message.current?.scrollIntoView({ block: 'nearest' });
  }, [about, isAnswer]);
  return message;
}

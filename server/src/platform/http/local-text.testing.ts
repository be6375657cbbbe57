import type { Language, TextChange } from './common.contract.ts';

/** A text as an English reader writes it. */
export function inEnglish(text: string): TextChange {
  return written('en', text);
}

/** A text as a Dutch reader writes it. */
export function inDutch(text: string): TextChange {
  return written('nl', text);
}

function written(language: Language, text: string): TextChange {
  return { language, text };
}

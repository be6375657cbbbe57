import type { WorkbookLimits } from './limits.ts';
import { tooLarge } from './workbook-error.ts';

/** Gathers the text of one cell or one shared string. */
export interface TextGatherer {
  add(piece: string): void;
  /** The text so far; starts anew. */
  take(): string;
}

export function createTextGatherer(limits: Pick<WorkbookLimits, 'textCharacters'>): TextGatherer {
  let text = '';
  return {
    add(piece) {
      text = text === '' ? piece : text + piece;
      if (text.length > limits.textCharacters)
        throw tooLarge(limits.textCharacters, 'characters in one cell');
    },
    take() {
      const whole = text;
      text = '';
      return whole;
    },
  };
}

/** A character that XML cannot hold is written as _xHHHH_ (ISO/IEC 29500-1, 22.9.2.19). */
export function decodeString(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

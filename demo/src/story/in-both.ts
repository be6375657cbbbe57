import type { LocalText, TextChange } from '@datalab/server/platform/http/common.contract.ts';

/** A text written again in both languages. */
export function inBoth({ nl, en }: Pick<LocalText, 'nl' | 'en'>): TextChange {
  return { language: 'nl', text: nl, other: en };
}

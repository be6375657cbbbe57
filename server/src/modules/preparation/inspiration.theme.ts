import type { LocalText } from '../../platform/http/common.contract.ts';

const lettersMin = 4;

/** The words of a theme that say something: at least four letters, without accents or capitals. */
export function themeWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= lettersMin);
}

/** Whether two themes share a word, in either language; a word that is still being typed counts from its start. */
export function isOnTheme(theme: string, ...texts: readonly LocalText[]): boolean {
  const wanted = themeWords(theme);
  const known = texts.flatMap(({ nl, en }) => [...themeWords(nl), ...themeWords(en)]);
  return wanted.some((word) => known.some((other) => other.startsWith(word) || word.startsWith(other)));
}

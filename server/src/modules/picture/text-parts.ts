const partCharacters = 3000;

/** Control characters mean nothing to a reader, and two of them mark what a search found. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, ' ')
    .replaceAll(/[^\S\n\t]+/g, ' ')
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Cuts a text without pages into parts of about a page, at the end of a line where there is one. */
export function splitIntoParts(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > partCharacters) {
    const cut = findCut(rest);
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

function findCut(text: string): number {
  const head = text.slice(0, partCharacters);
  for (const end of ['\n\n', '\n', '. ', ' ']) {
    const found = head.lastIndexOf(end);
    if (found > partCharacters / 2) return found + end.length;
  }
  return partCharacters;
}

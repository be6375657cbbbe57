const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * A text of a form as a reader sees it. The tool of the ministry wraps terms of its glossary in markup, with their
 * explanation in a part of its own: that part goes, and of all other markup the words stay.
 */
export function toPlainText(text: string): string {
  if (!/[<&]/.test(text)) return text.trim();
  return text
    .replaceAll(/<(span|div)\b[^<>]*\baiv-definition-text\b[^<>]*>[^<]*<\/\1>/gi, '')
    .replaceAll(/<(br|\/p|\/li|\/div|\/h\d)\b[^<>]*>/gi, '\n')
    .replaceAll(/<li\b[^<>]*>/gi, '• ')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll(
      /&(#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,6});/gi,
      (whole, name: string) => decodeEntity(name) ?? whole,
    )
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trim();
}

function decodeEntity(name: string): string | undefined {
  if (!name.startsWith('#')) return entities[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
}

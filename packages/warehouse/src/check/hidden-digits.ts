/** A space, hyphen or point of another kind between digits. */
const signs = '\\p{Zs}\\p{Pd}\\x{2212}\\x{00B7}';
/** Characters that nobody sees: format characters, fillers and variation selectors. */
const unseen =
  '\\p{Cf}\\x{034F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}';

const inJavaScript = (characters: string): RegExp =>
  new RegExp(`[${characters.replaceAll('\\x{', '\\u{')}]`, 'gu');
const unseenPattern = inJavaScript(unseen);
const signsPattern = inJavaScript(`${signs}_`);
const digitPattern = /^\p{Nd}$/u;

/** A text with the digits of every script as 0 to 9, spaces and hyphens of every kind as spaces, and nothing unseen. */
export function plainDigits(text: string): string {
  return [...text.normalize('NFKC').replaceAll(unseenPattern, '')]
    .map((sign) => (digitPattern.test(sign) ? String(digitValue(sign)) : sign))
    .join('')
    .replaceAll(signsPattern, ' ');
}

/** As `plainDigits`, of an SQL expression. */
export function plainDigitsSql(value: string): string {
  const seen = `regexp_replace(${value}, '[${unseen}]', '', 'g')`;
  const plain = `regexp_replace(translate(${seen}, '${from}', '${to}'), '[${signs}_]', ' ', 'g')`;
  // As many bytes as characters: all of them are ASCII, of which only one is a sign.
  return `CASE WHEN strlen(${value}) <> length(${value}) THEN ${plain} ELSE replace(${value}, '_', ' ') END`;
}

/** Unicode gives the ten digits of a script in one row; a few rows stand right behind one another. */
function digitValue(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let start = point;
  while (digitPattern.test(String.fromCodePoint(start - 1))) start -= 1;
  return (point - start) % 10;
}

/** All characters that are a digit, or one in another shape, such as raised or in a circle; with what they stand for. */
function digitPairs(): readonly [from: string, to: string] {
  const signs = Array.from({ length: 0x20000 - 0xe000 }, (_, at) => 0xe000 + at)
    .concat(Array.from({ length: 0xd800 - 0x80 }, (_, at) => 0x80 + at))
    .map((point) => String.fromCodePoint(point))
    .filter((sign) => digitPattern.test(sign.normalize('NFKC')));
  return [signs.join(''), signs.map((sign) => digitValue(sign.normalize('NFKC'))).join('')];
}

const [from, to] = digitPairs();

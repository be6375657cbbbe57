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
  const [from, to] = digitPairs();
  const seen = `regexp_replace(${value}, '[${unseen}]', '', 'g')`;
  const plain = `translate(${seen}, '${from}', '${to}')`;
  const ascii = `CASE WHEN regexp_matches(${value}, '[^\\x00-\\x7F]') THEN ${plain} ELSE ${value} END`;
  return `regexp_replace(${ascii}, '[${signs}_]', ' ', 'g')`;
}

/** Unicode gives the ten digits of a script in one row; a few rows stand right behind one another. */
function digitValue(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let start = point;
  while (digitPattern.test(String.fromCodePoint(start - 1))) start -= 1;
  return (point - start) % 10;
}

let pairs: readonly [from: string, to: string] | undefined;

/** All characters that are a digit, or one in another shape, such as raised or in a circle; with what they stand for. */
function digitPairs(): readonly [from: string, to: string] {
  if (pairs !== undefined) return pairs;
  let [from, to] = ['', ''];
  for (let point = 0x80; point < 0x20000; point++) {
    if (point === 0xd800) point = 0xe000;
    const sign = String.fromCodePoint(point);
    const plain = sign.normalize('NFKC');
    if (!digitPattern.test(plain)) continue;
    from += sign;
    to += String(digitValue(plain));
  }
  pairs = [from, to];
  return pairs;
}

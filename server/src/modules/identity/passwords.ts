/** Words that passwords of this place and time are made of; longest first where one holds another. */
const knownWords = [
  ...['administrator', 'voorbeeldstad', 'wachtwoord', 'changeme', 'gemeente', 'password', 'datalab'],
  ...['passwort', 'sunshine', 'princess', 'football', 'voetbal', 'welkom', 'welcome', 'dragon', 'monkey'],
  ...['master', 'secret', 'geheim', 'letmein', 'iloveyou', 'december', 'november', 'september', 'februari'],
  ...['february', 'januari', 'january', 'oktober', 'october', 'zondag', 'maandag', 'vrijdag', 'zomer'],
  ...[
    'summer',
    'winter',
    'spring',
    'autumn',
    'herfst',
    'lente',
    'qwerty',
    'azerty',
    'admin',
    'hallo',
    'hello',
  ],
];
const runs = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const differentMin = 5;
const ownMin = 6;

/**
 * A password that is among the first guesses: once known words, years, runs such as 1234 and the person’s own name and
 * address are taken out, hardly anything is left.
 */
export function isObviousPassword(
  password: string,
  person: { readonly name: string; readonly email: string },
): boolean {
  const text = readSigns(plain(password));
  if (new Set(text).size < differentMin) return true;
  const own = plain(`${person.name} ${person.email}`)
    .split(/[^a-z0-9]+/)
    .filter((part) => part.length >= 3);
  const words = [...own, ...knownWords].sort((one, other) => other.length - one.length);
  const rest = words.reduce((left, word) => left.replaceAll(word, ' '), text);
  const left = withoutRuns(rest.replaceAll(/(19|20)\d\d/g, ' ')).replaceAll(/\s/g, '');
  return left.length < ownMin;
}

/** Lower case without accents. */
function plain(text: string): string {
  return text.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '');
}

const letterOfSign: Readonly<Record<string, string>> = { '@': 'a', $: 's', '!': 'i' };

function readSigns(text: string): string {
  return text.replaceAll(/[@$!]/g, (sign) => letterOfSign[sign] ?? sign);
}

/** Takes out three or more in a row that repeat, or follow each other up or down. */
function withoutRuns(text: string): string {
  const known = [...runs, ...runs.map((run) => [...run].reverse().join(''))];
  const isRun = (part: string): boolean =>
    new Set(part).size === 1 || known.some((run) => run.includes(part));
  const inRun = new Set<number>();
  for (let at = 0; at + 3 <= text.length; at += 1) {
    if (isRun(text.slice(at, at + 3))) for (const step of [0, 1, 2]) inRun.add(at + step);
  }
  return [...text].filter((_, at) => !inRun.has(at)).join('');
}

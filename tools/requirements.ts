/** A test, or a group of tests, that names the requirements it proves: `name of behaviour (43, 47)`. */
export interface Claim {
  readonly name: string;
  readonly numbers: readonly number[];
  /** Whether anything inside can fail. */
  readonly expects: boolean;
}

/** The first words between quotes after `it(`, `test(` and `describe(`, or after the table of `.each`. */
const testName = /(?:\b(?:it|test|describe)(?:\.\w+)*|\))\s*\(\s*(['"`])((?:(?!\1)[^\n\\]|\\.)*)\1,/g;
/** An expectation of something other than a literal, also of a helper `expect…`, or a browser waiting for what has to be there. */
const expectation =
  /\bexpect(?:\.\w+|[A-Z]\w*)?\((?!\s*(?:true|false|null|undefined|\d|['"`]))|\.waitFor\w*\(/;

export function namesOfTests(source: string): string[] {
  return [...source.matchAll(testName)].map(([, , words = '']) => words);
}

/** Assumes the formatting of `npm run fix`, which `npm run check` demands: a block ends where its indent does. */
export function findClaims(source: string): Claim[] {
  return [...source.matchAll(testName)].flatMap(({ 0: opening, 2: name = '', index }) => {
    const numbers = numbersOf(name);
    if (numbers.length === 0) return [];
    return [{ name, numbers, expects: expectation.test(bodyAfter(source, index + opening.length)) }];
  });
}

function numbersOf(name: string): number[] {
  const [, numbers = ''] = / \((\d+(?:, \d+)*)\)$/.exec(name) ?? [];
  return numbers === '' ? [] : numbers.split(', ').map(Number);
}

/** From the end of a name to the line on which its call is closed, without comments. */
function bodyAfter(source: string, start: number): string {
  const nameLine = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  const indent = indentOf(nameLine);
  const isOwnLine = /^\s*['"`]/.test(nameLine);
  const [rest = '', ...lines] = source.slice(start).split('\n');
  const end = lines.findIndex(
    (line) => line.trim() !== '' && (isOwnLine ? indentOf(line) < indent : indentOf(line) <= indent),
  );
  const body = [rest, ...lines.slice(0, end === -1 ? lines.length : end)].join('\n');
  return body.replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

import type { Contribution, judgeCell, Output } from '@datalab/table-suppression';
import { WrongUse } from './exit-codes.ts';

/** Reads one value of a description; `where` is its path in it. */
type Read<Value> = (value: unknown, where: string) => Value;
type Shape = Readonly<Record<string, Read<unknown>>>;
type Values<Of extends Shape> = { readonly [Name in keyof Of]: ReturnType<Of[Name]> };

/** Judges the contributions to a sum. */
export type JudgeSum = (contributions: readonly Contribution[]) => ReturnType<typeof judgeCell>;

/**
 * An output as a file describes it. A field that is not known is refused: what is misspelt would go unjudged.
 * @throws WrongUse that names the field
 */
export function readOutput(path: string, content: unknown, judgeSum: JudgeSum): Output {
  const readers = createReaders(judgeSum);
  const kind = isObject(content) ? content['kind'] : undefined;
  const [, read] = Object.entries(readers).find(([name]) => name === kind) ?? [];
  if (read !== undefined) return read(content, path);
  throw new WrongUse(
    'output.unknown',
    `${path} does not say which kind of output it describes.`,
    `Give it a "kind": ${Object.keys(readers).join(', ')}.`,
  );
}

function createReaders(judgeSum: JudgeSum): { readonly [Kind in Output['kind']]: Read<Output> } {
  return {
    mean: (value, where) => {
      const { kind, contributions } = objectOf({ kind: oneOf('mean'), contributions: sum })(value, where);
      const contributors = new Set(contributions.map(({ holder }) => holder)).size;
      return { kind, contributors, sum: judgeSum(contributions) };
    },
    percentile: objectOf({ kind: oneOf('percentile'), contributors: number, percent: number }),
    extreme: objectOf({ kind: oneOf('extreme') }),
    histogram: objectOf({
      kind: oneOf('histogram'),
      bins: listOf(group),
      edges: oneOf('registered', 'data'),
    }),
    correlation: (value, where) => {
      const { sums = {}, ...correlation } = objectOf(
        { kind: oneOf('correlation'), contributors: number, coefficient: numberOrNone },
        { sums: recordOf(sum) },
      )(value, where);
      const judged = Object.entries(sums).map(([name, contributions]) => [name, judgeSum(contributions)]);
      return { ...correlation, sums: Object.fromEntries(judged) };
    },
    'odds-ratio': objectOf({ kind: oneOf('odds-ratio'), table: pairOf(pairOf(number)) }),
    regression,
    chart: objectOf({
      kind: oneOf('chart'),
      form: oneOf('bars', 'line', 'map', 'parts', 'scatter', 'box'),
      cells: listOf(objectOf({ name: text, value: figure })),
      axis: oneOf('shown', 'data'),
    }),
    share: objectOf(
      { kind: oneOf('share'), size: number, having: number },
      { absenceIsSecret: yesOrNo, nearlyPercent: number },
    ),
    'rounded-counts': objectOf({ kind: oneOf('rounded-counts'), redactUpTo: number, base: number }),
  };
}

const number: Read<number> = (value, where) => {
  if (typeof value === 'number') return value;
  throw refusal(where, 'must be a number');
};

/** Null where it cannot be computed, because a variable is the same for all. */
const numberOrNone: Read<number> = (value, where) => (value === null ? Number.NaN : number(value, where));

/** Null where it is suppressed. */
const figure: Read<number | null> = (value, where) => (value === null ? null : number(value, where));

const text: Read<string> = (value, where) => {
  if (typeof value === 'string') return value;
  throw refusal(where, 'must be a text');
};

const yesOrNo: Read<boolean> = (value, where) => {
  if (typeof value === 'boolean') return value;
  throw refusal(where, 'must be true or false');
};

function oneOf<const Word extends string>(...words: readonly Word[]): Read<Word> {
  return (value, where) => {
    const word = words.find((one) => one === value);
    if (word !== undefined) return word;
    throw refusal(where, `must be ${words.join(', ')}`);
  };
}

function listOf<Value>(read: Read<Value>): Read<readonly Value[]> {
  return (value, where) => {
    if (Array.isArray(value)) return value.map((item, at) => read(item, `${where}[${at}]`));
    throw refusal(where, 'must be a list');
  };
}

function pairOf<Value>(read: Read<Value>): Read<readonly [Value, Value]> {
  return (value, where) => {
    const [first, second] = Array.isArray(value) && value.length === 2 ? value : [];
    if (first === undefined || second === undefined) throw refusal(where, 'must be a list of two');
    return [read(first, `${where}[0]`), read(second, `${where}[1]`)];
  };
}

function recordOf<Value>(read: Read<Value>): Read<Readonly<Record<string, Value>>> {
  return (value, where) => {
    if (!isObject(value)) throw refusal(where, 'must be an object');
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, read(item, `${where}.${name}`)]),
    );
  };
}

function objectOf<Required extends Shape, Optional extends Shape = Record<never, never>>(
  required: Required,
  optional?: Optional,
): Read<Values<Required> & Partial<Values<Optional>>> {
  const fields = new Map([...Object.entries(required), ...Object.entries(optional ?? {})]);
  return (value, where) => {
    if (!isObject(value)) throw refusal(where, 'must be an object');
    const unknown = Object.keys(value).find((name) => !fields.has(name));
    if (unknown !== undefined) throw refusal(`${where}: ${unknown}`, 'is not known here');
    const asked = [...fields].filter(([name]) => Object.hasOwn(required, name) || Object.hasOwn(value, name));
    const read = asked.map(([name, readField]) => [name, readField(value[name], `${where}: ${name}`)]);
    return Object.fromEntries(read) as Values<Required> & Partial<Values<Optional>>;
  };
}

const group = objectOf({ name: text, contributors: number });
const sum = listOf(objectOf({ holder: text, value: number }, { weight: number, waived: onlyTrue }));

const regression = objectOf(
  {
    kind: oneOf('regression'),
    observations: number,
    contributors: number,
    parameters: number,
    outputs: listOf(
      oneOf(
        'coefficients',
        'standard-errors',
        'fit',
        'residuals',
        'residual-plot',
        'residual-extremes',
        'fitted-values',
        'leverages',
      ),
    ),
  },
  {
    rank: number,
    weights: objectOf({ sum: number, sumOfSquares: number }),
    distinctPatterns: number,
    explained: numberOrNone,
    groups: listOf(group),
  },
);

function onlyTrue(value: unknown, where: string): true {
  if (value === true) return true;
  throw refusal(where, 'must be true where it is given');
}

function refusal(where: string, what: string): WrongUse {
  return new WrongUse('output.invalid', `${where} ${what}.`, 'See docs/how-to/protect-tables.md.');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

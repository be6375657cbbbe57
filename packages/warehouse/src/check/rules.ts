import type { ContractColumn, SourceFormat } from '../contract/contract.ts';
import { quoteLiteral } from '../engine/engine.ts';
import { exactLimit } from '../lake/expressions.ts';
import { type RuleId, ruleIds } from './report.ts';

/** One column of the check, as SQL expressions in layers: each reads the names that the one before it made. */
export interface ColumnCheck {
  /** The text of the value, NULL when missing. Reads the text of the file. */
  text: string;
  /** The value with its type, NULL when missing or wrong. Reads the text. */
  typed: string;
  /** The number that the digits of a person number write, for which the rule has many uses. Reads the text. */
  number: string | undefined;
  /** Code of the first rule that the value breaks, 0 when none; see `ruleOfCode`. Reads the other layers. */
  fault: string;
}

/** What the rules need to know in addition to the contract. */
export interface RuleContext {
  source: SourceFormat;
  /** The levels whose codes are in the table `area_codes(level, code)`. */
  areaLevels: ReadonlySet<string>;
}

/** The rule with this code, as written in the `fault` columns. */
export function ruleOfCode(code: number): RuleId {
  return ruleIds[code - 1] ?? 'required';
}

/** The parameters of a rule for the texts that explain it. */
export function ruleParams(rule: RuleId, column: ContractColumn): Record<string, string | number> {
  switch (rule) {
    case 'type.date':
      return { format: column.dateFormat };
    case 'allowed':
      return { allowed: (column.allowed ?? []).slice(0, 20).join(', ') };
    case 'pattern':
      return { pattern: column.pattern ?? '' };
    case 'length':
      return withoutUndefined({ minimum: column.minLength, maximum: column.maxLength });
    case 'range':
      return withoutUndefined({ minimum: column.minimum, maximum: column.maximum });
    case 'area.shape':
    case 'area.unknown':
      return { level: column.role };
    default:
      return {};
  }
}

/** The names of the layers of a column; `raw` is the text in the file. */
interface LayerNames {
  raw: string;
  text: string;
  typed: string;
  number: string;
}

/** The check of a column. */
export function columnCheck(column: ContractColumn, names: LayerNames, context: RuleContext): ColumnCheck {
  const broken = faultsOf(column, names, context);
  const missing = column.required ? code('required') : '0';
  const branches = broken.map(([rule, condition]) => `WHEN ${condition} THEN ${code(rule)}`);
  return {
    text: textValue(column, names.raw),
    typed: typedOf(column, names.text, context.source),
    number: column.role === 'person-number' ? `TRY_CAST(${names.text} AS INTEGER)` : undefined,
    fault: `(CASE WHEN ${names.text} IS NULL THEN ${missing} ${branches.join(' ')} ELSE 0 END)::UTINYINT`,
  };
}

function code(rule: RuleId): string {
  return String(ruleIds.indexOf(rule) + 1);
}

function withoutUndefined(
  values: Record<string, string | number | undefined>,
): Record<string, string | number> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Record<string, string | number>;
}

function textValue(column: ContractColumn, text: string): string {
  const incomplete = column.logicalType === 'date' && column.incompleteDates;
  const named = column.missingValues.map(quoteLiteral);
  let value = text;
  if (named.length > 0) value = `(CASE WHEN ${text} IN (${named.join(', ')}) THEN NULL ELSE ${text} END)`;
  if (incomplete) {
    const zeroPart = quoteLiteral(incompletePattern(column.dateFormat));
    value = `(CASE WHEN regexp_full_match(${text}, ${zeroPart}) THEN NULL ELSE ${value} END)`;
  }
  return value;
}

/** A date in the agreed shape of which a part is zero, as registers write unknown parts. */
function incompletePattern(format: string): string {
  const shape = (zero: string) =>
    format
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/yyyy|MM|dd|HH|mm|ss/g, (part) =>
        part === zero ? '0'.repeat(part.length) : `[0-9]{${part.length}}`,
      );
  return ['yyyy', 'MM', 'dd'].map(shape).join('|');
}

const wholeNumber = quoteLiteral('[+-]?[0-9]+');
const grouped = quoteLiteral('[+-]?([0-9]+|[0-9]{1,3}([.][0-9]{3})+)(,[0-9]+)?');
const yes = "('true', 'yes', 'ja', 'j', 'y', '1', 'waar')";
const no = "('false', 'no', 'nee', 'n', '0', 'onwaar')";

/** DuckDB's casts are fast but lenient (`1_000`, `0x1F`, 1.6 as 2), so what they may not take is kept from them. */
function typedOf(column: ContractColumn, value: string, source: SourceFormat): string {
  switch (column.logicalType) {
    case 'integer': {
      const cast = `TRY_CAST(${value} AS BIGINT)`;
      const other = `WHEN regexp_full_match(${value}, ${wholeNumber}) THEN ${cast}`;
      return `(CASE WHEN ${cast}::VARCHAR = ${value} THEN ${cast} ${other} END)`;
    }
    case 'number':
      return numberOf(value, source.decimalSeparator);
    case 'boolean':
      return `(CASE WHEN lower(${value}) IN ${yes} THEN true WHEN lower(${value}) IN ${no} THEN false END)`;
    case 'date': {
      const format = column.dateFormat;
      const cast = `TRY_CAST(${value} AS DATE)`;
      if (format === 'yyyy-MM-dd') return `(CASE WHEN ${cast}::VARCHAR = ${value} THEN ${cast} END)`;
      const parsed = `TRY_STRPTIME(${value}, ${quoteLiteral(strptimeFormat(format))})::DATE`;
      return `(CASE WHEN length(${value}) = ${format.length} THEN ${parsed} END)`;
    }
    default:
      return value;
  }
}

function numberOf(value: string, decimalSeparator: SourceFormat['decimalSeparator']): string {
  if (decimalSeparator === ',') {
    const plain = `replace(replace(${value}, '.', ''), ',', '.')`;
    return `(CASE WHEN regexp_full_match(${value}, ${grouped}) THEN TRY_CAST(${plain} AS DOUBLE) END)`;
  }
  const comma = decimalSeparator === '.' ? 'NULL' : `TRY_CAST(replace(${value}, ',', '.') AS DOUBLE)`;
  const plain = `TRY_CAST(${value} AS DOUBLE)`;
  return `(CASE WHEN contains(${value}, '_') THEN NULL WHEN contains(${value}, ',') THEN ${comma} ELSE ${plain} END)`;
}

/** Letters of the contract's dates to those of strptime and strftime. */
export function strptimeFormat(format: string): string {
  const letters: Record<string, string> = { yyyy: '%Y', MM: '%m', dd: '%d', HH: '%H', mm: '%M', ss: '%S' };
  return format.replace(/yyyy|MM|dd|HH|mm|ss/g, (part) => letters[part] ?? part);
}

const monthPattern = quoteLiteral('[12][0-9]{3}-(0[1-9]|1[0-2])');
const areaShapes: Record<string, string> = {
  neighbourhood: 'BU[0-9]{8}',
  district: 'WK[0-9]{6}',
  municipality: 'GM[0-9]{4}',
};

type Broken = [RuleId, string];

function faultsOf(column: ContractColumn, names: LayerNames, context: RuleContext): Broken[] {
  const { text: value, typed } = names;
  const broken: Broken[] = [];
  if (column.logicalType !== 'string') {
    const isNumber = column.logicalType === 'number';
    // Infinity and NaN are not smaller than the limit either. A larger number could be added to no other.
    const wrong = isNumber ? `${typed} IS NULL OR NOT abs(${typed}) < ${exactLimit}` : `${typed} IS NULL`;
    broken.push([`type.${column.logicalType}`, `(${wrong})`]);
  } else if (column.role === 'month') {
    broken.push(['month', `NOT regexp_full_match(${value}, ${monthPattern})`]);
  }
  if (column.role === 'person-number')
    broken.push(['person-number', `NOT ${isPersonNumber(value, names.number)}`]);
  const shape = areaShapes[column.role];
  if (shape !== undefined) {
    if (context.areaLevels.has(column.role)) {
      const codes = `SELECT code FROM area_codes WHERE level = ${quoteLiteral(column.role)}`;
      broken.push(['area.unknown', `${value} NOT IN (${codes})`]);
    } else {
      broken.push(['area.shape', `NOT regexp_full_match(${value}, ${quoteLiteral(shape)})`]);
    }
  }
  if (column.allowed) {
    broken.push(['allowed', `${value} NOT IN (${column.allowed.map(quoteLiteral).join(', ') || 'NULL'})`]);
  }
  if (column.minLength !== undefined) broken.push(['length', `length(${value}) < ${column.minLength}`]);
  if (column.maxLength !== undefined) broken.push(['length', `length(${value}) > ${column.maxLength}`]);
  if (column.pattern !== undefined) {
    broken.push(['pattern', `NOT regexp_matches(${value}, ${quoteLiteral(column.pattern)})`]);
  }
  if (column.minimum !== undefined) broken.push(['range', `${typed} < ${limitOf(column.minimum)}`]);
  if (column.maximum !== undefined) broken.push(['range', `${typed} > ${limitOf(column.maximum)}`]);
  return broken;
}

function limitOf(limit: number | string): string {
  return typeof limit === 'number' ? String(limit) : `${quoteLiteral(limit)}::DATE`;
}

/** Whether a text is a person number: eight or nine digits, of which the number passes the eleven-test. */
function isPersonNumber(text: string, number: string): string {
  // Digits only: a cast takes signs, spaces and more, which do not come back.
  const written = `CASE WHEN ${number}::VARCHAR = ${text} THEN true
    ELSE lpad(${number}::VARCHAR, length(${text})::INTEGER, '0') = ${text} END`;
  return `(CASE WHEN length(${text}) BETWEEN 8 AND 9 AND (${written}) THEN ${elevenTest(number)} ELSE false END)`;
}

/**
 * The eleven-test of the Dutch person number: the digits times 9, 8, ... 2 and -1 add up to a multiple of eleven.
 * Eight digits count as nine with a zero in front, and zero passes for nobody. `number` is the name of an INTEGER.
 */
export function elevenTest(number: string): string {
  const terms = [9, 8, 7, 6, 5, 4, 3, 2, -1].map(
    (weight, index) => `${weight} * (${number} // ${10 ** (8 - index)} % 10)`,
  );
  return `(${number} > 0 AND (${terms.join(' + ')}) % 11 = 0)`;
}

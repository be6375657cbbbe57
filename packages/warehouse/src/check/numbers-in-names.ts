import { plainDigits } from './hidden-digits.ts';
import { maskedValue } from './report.ts';

/** How a text says that what follows is a person number. */
export const called = '\\bbsn|burger ?service ?nummer|sofi ?(?:nummer|nr)|persoons ?nummer|person ?number';

const inOnePiece = '\\d{8,9}|\\d{4}[ .]\\d\\d[ .]\\d{3}|\\d{3}[ .]\\d{3}[ .]\\d{3}';
const apart = '\\d(?:[ .]?\\d){7,8}';
const pattern = new RegExp(
  `(?<name>(?:${called})[^0-9]{0,15})(?<named>${apart})(?!\\d)|(?<!\\d)(?<alone>${inOnePiece})(?!\\d)`,
  'gi',
);
const day = '(?:0[1-9]|[12]\\d|3[01])';
const month = '(?:0[1-9]|1[0-2])';
const year = '(?:19|20)\\d\\d';
const datePattern = new RegExp(`^(?:${year}${month}${day}|${day}${month}${year}|${year}${year})$`);

/**
 * The name of a file or a sheet without the person numbers in it; the very text when there are none. One number is
 * enough here, for a name that is refused by chance is changed in a moment; a date or two years are no such number.
 */
export function maskPersonNumbers(name: string): string {
  let found = false;
  const masked = plainDigits(name).replaceAll(pattern, (all, ...rest) => {
    const groups: Partial<Record<string, string>> = rest.at(-1);
    const { named, alone = '', name: before = '' } = groups;
    const isNumber = named === undefined ? !datePattern.test(alone) && passes(alone) : passes(named);
    if (!isNumber) return all;
    found = true;
    return `${before}${maskedValue}`;
  });
  return found ? masked : name;
}

/** Whether the name of a file holds a number that has the form of a person number and passes its test. */
export function namesPersonNumber(name: string): boolean {
  return maskPersonNumbers(name) !== name;
}

function passes(number: string): boolean {
  const digits = number.replaceAll(/\D/g, '').padStart(9, '0');
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return sum % 11 === 0 && digits !== '000000000';
}

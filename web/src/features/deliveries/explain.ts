import type { CheckReport } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { checkRulesTexts } from '../../i18n/check-rules.ts';
import { fillText, type Language, placeholdersOf, type TextParams } from '../../i18n/translate.ts';

type RowError = CheckReport['errors'][number];

/** What is wrong with a value in the reader's language; a rule these pages do not know keeps the words of the check. */
export function explainError({ rule, params = {}, message }: RowError, language: Language): string {
  const text = findText(`explain.${rule}${limitsOf(rule, params)}`, language);
  const values = readableParams(params, language);
  const isWhole = text !== undefined && placeholdersOf(text).every((name) => values[name] !== undefined);
  return isWhole ? fillText(text, language, values) : message;
}

function limitsOf(rule: string, { minimum, maximum }: TextParams): string {
  if (rule !== 'length' && rule !== 'range') return '';
  if (minimum === undefined) return '.most';
  return maximum === undefined ? '.least' : '.between';
}

/** Levels of areas by their name, letters of a date as they are usual, and limits as they stand in the contract. */
function readableParams(params: TextParams, language: Language): TextParams {
  const { level, format, minimum, maximum } = params;
  return {
    ...params,
    ...(typeof level === 'string' && { level: findText(`level.${level}`, language) ?? level }),
    ...(minimum !== undefined && { minimum: String(minimum) }),
    ...(maximum !== undefined && { maximum: String(maximum) }),
    ...(typeof format === 'string' && { format: dateLetters(format, language) }),
  };
}

function dateLetters(format: string, language: Language): string {
  const year = language === 'nl' ? 'jjjj' : 'yyyy';
  return format.replace('yyyy', year).replace('MM', 'mm');
}

function findText(key: string, language: Language): string | undefined {
  const texts: Readonly<Record<string, string>> = checkRulesTexts[language];
  return texts[key];
}

import type { checkRulesNl } from './check-rules.nl.ts';

export const checkRulesEn = {
  'explain.required': 'A value is needed here.',
  'explain.type.integer': 'This is not a whole number.',
  'explain.type.number': 'This is not a number.',
  'explain.type.boolean': 'This is not yes or no.',
  'explain.type.date': 'This is not an existing date, written as {format}.',
  'explain.month': 'This is not an existing month, written as yyyy-mm.',
  'explain.person-number': 'This is not a citizen number: it fails the eleven-test.',
  'explain.area.shape': 'This is not written as the code of a {level}.',
  'explain.area.unknown': 'This {level} does not exist in the agreed division.',
  'explain.allowed': 'This is not one of the agreed values: {allowed}.',
  'explain.pattern': 'This is not written as agreed: {pattern}.',
  'explain.length.least': 'This must be at least {minimum|# character|# characters} long.',
  'explain.length.most': 'This may be at most {maximum|# character|# characters} long.',
  'explain.length.between': 'This must be {minimum} to {maximum|# character|# characters} long.',
  'explain.range.least': 'This may not be lower than {minimum}.',
  'explain.range.most': 'This may not be higher than {maximum}.',
  'explain.range.between': 'This must be from {minimum} to {maximum}.',
  'explain.unique': 'This value appears in more than one row. None of those rows was accepted.',
  'explain.row.too-short': 'This row has {fields|# field|# fields} instead of {expected}.',
  'explain.row.too-long': 'This row has {fields|# field|# fields} instead of {expected}.',
  'explain.row.quote': 'A quotation mark in this row is not closed, or text follows a closed one.',
  'explain.row.too-large': 'This row is too long to read.',
  'explain.cell.error':
    'Excel shows an error here, such as #N/A, instead of a value. Correct the formula or clear the cell.',
  'explain.cell.not-calculated':
    'This formula was saved without its result. Open the file in Excel, save it and deliver it again.',
  'level.neighbourhood': 'neighbourhood',
  'level.district': 'district',
  'level.municipality': 'municipality',
} satisfies Record<keyof typeof checkRulesNl, string>;

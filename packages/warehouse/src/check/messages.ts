import type { RuleId } from './report.ts';

/** The English text of a rule that was broken. */
export function ruleMessage(rule: RuleId, params: Record<string, string | number>): string {
  switch (rule) {
    case 'required':
      return 'A value is required here.';
    case 'type.integer':
      return 'This is not a whole number.';
    case 'type.number':
      return 'This is not a number.';
    case 'type.boolean':
      return 'This is not yes or no.';
    case 'type.date':
      return `This is not an existing date written as ${params['format']}.`;
    case 'month':
      return 'This is not an existing month written as yyyy-MM.';
    case 'person-number':
      return 'This is not a person number: it fails the eleven-test.';
    case 'area.shape':
      return `This is not written as the code of a ${params['level']}.`;
    case 'area.unknown':
      return `This ${params['level']} does not exist in the agreed division.`;
    case 'allowed':
      return `This is not one of the agreed values: ${params['allowed']}.`;
    case 'pattern':
      return `This is not written as agreed: ${params['pattern']}.`;
    case 'length':
      return `This is ${lengthText(params)}.`;
    case 'range':
      return `This is outside the agreed range: ${rangeText(params)}.`;
    case 'unique':
      return 'This value stands in more than one row; none of them is accepted.';
    case 'row.too-short':
      return `This row has ${params['fields']} fields instead of ${params['expected']}.`;
    case 'row.too-long':
      return `This row has ${params['fields']} fields instead of ${params['expected']}.`;
    case 'row.quote':
      return 'A quotation mark in this row is not closed, or text follows a closing one.';
    case 'row.too-large':
      return 'This row is too long to be read.';
    case 'cell.error':
      return 'This cell holds an error of Excel instead of a value.';
    case 'cell.not-calculated':
      return 'This cell holds a formula that was saved without its outcome.';
  }
}

function lengthText(params: Record<string, string | number>): string {
  const least = params['minimum'] === undefined ? '' : `at least ${params['minimum']}`;
  const most = params['maximum'] === undefined ? '' : `at most ${params['maximum']}`;
  return `not ${[least, most].filter(Boolean).join(' and ')} characters long`;
}

function rangeText(params: Record<string, string | number>): string {
  const least = params['minimum'] === undefined ? '' : `from ${params['minimum']}`;
  const most = params['maximum'] === undefined ? '' : `to ${params['maximum']}`;
  return [least, most].filter(Boolean).join(' ');
}

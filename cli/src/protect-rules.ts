import { judgeCell, type Rule, type RuleSet } from '@datalab/table-suppression';
import { WrongUse } from './exit-codes.ts';
import { readJson } from './inputs.ts';

const numbersOf: Readonly<Record<Rule['kind'], readonly string[]>> = {
  threshold: ['minimum'],
  dominance: ['n', 'k'],
  'p-percent': ['p'],
  'prior-posterior': ['p', 'q'],
  'all-zero': [],
};

/** Rules from a file, so that no secret is on a command line. Its numbers are never repeated. */
export async function readRules(path: string): Promise<RuleSet> {
  const content = await readJson(path, 'rules file');
  if (!isRuleSet(content)) {
    throw new WrongUse(
      'rules.invalid',
      `${path} does not hold rules.`,
      `Write {"rules": [...]}, each rule with its kind and numbers: ${Object.entries(numbersOf)
        .map(([kind, numbers]) => [kind, ...numbers].join(' '))
        .join('; ')}.`,
    );
  }
  try {
    judgeCell([], content);
  } catch (error) {
    throw new WrongUse('rules.impossible', error instanceof RangeError ? `${error.message}.` : '');
  }
  return content;
}

function isRuleSet(content: unknown): content is RuleSet {
  if (!isObject(content) || !Array.isArray(content['rules'])) return false;
  const weights = content['weights'];
  if (weights !== undefined && weights !== 'sample' && weights !== 'units') return false;
  return content['rules'].length > 0 && content['rules'].every(isRule);
}

function isRule(rule: unknown): rule is Rule {
  if (!isObject(rule)) return false;
  const numbers = Object.entries(numbersOf).find(([kind]) => kind === rule['kind'])?.[1];
  return numbers?.every((name) => typeof rule[name] === 'number') === true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

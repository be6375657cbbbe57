import { describe, expect, it } from 'vitest';
import { evaluateExpression, type RuleValue } from './evaluate-expression.ts';
import { parseExpression } from './expression.ts';

const answers = new Map<string, RuleValue>([
  ['yes', 'true'],
  ['word', 'Buiten EER'],
  ['list', ['a', 'b', 'b']],
]);
const names = new Map<string, RuleValue>([
  ['scores.one', 1],
  ['criteria.met', true],
  ['key', 6],
]);
const run = (text: string): RuleValue =>
  evaluateExpression(parseExpression(text), { answer: (id) => answers.get(id) ?? null, names });

describe('the language of the rules', () => {
  it.each<[string, RuleValue]>([
    // As JEXL 2.3.0 gives them.
    ['1 + 2 * 3 - 1', 6],
    ['false || true && false', false],
    ["!(1 > 2) && 'a' || false", 'a'],
    ['(false && 3) + 2', 2],
    ['(true && 3) + (scores.none || 0)', 3],
    ["1 > 0 ? 'x' : 1 > 2 ? 'y' : 'z'", 'x'],
    ["'1' == 1", true],
    ["'true' == true", false],
    ['1 == true', true],
    ['null == null', true],
    ["answers('none') == null", true],
    ["answers('none') == undefined", true],
    ["answers('none') == false", false],
    ["answers('list') | count", 3],
    ["answers('none') | count", 0],
    ["answers('word') | count", 0],
    ["countSelectedOptions('list') >= 2", true],
    ["bool(answers('yes'))", true],
    ['bool(true)', true],
    ['bool(1)', false],
    ["answers('word') in ['Binnen EER', 'Buiten EER']", true],
    ["answers('none') in ['Binnen EER']", false],
    ["weightedCountMap(answers('list'), ['a', 'b', 'c'], [1, 3, 9])", 7],
    ["weightedCountMap(answers('none'), ['a'], [1])", 0],
    ['key < 6', false],
    ['key >= 6', true],
    ['none < 6', false],
    ['criteria.met || criteria.other', true],
    ['criteria.other && criteria.met', undefined],
    ["\"it's\" == 'it\\'s'", true],
    ['!!key', true],
  ])('reads %s', (text, value) => {
    expect(run(text)).toEqual(value);
  });

  it.each([
    ['', 'ends too early'],
    ['1 +', 'ends too early'],
    ['(1', 'misses )'],
    ['1 2', 'goes on'],
    ['a ? b', 'misses :'],
    ["'open", 'cannot be read from character 1'],
    ['a = b', 'cannot be read'],
    ['constructor(1)', 'unknown function constructor'],
    ["answers('a') | toString", 'unknown function toString'],
    ["answers('a', 'b')", 'gives answers 2 values'],
    ['process.exit(1)', 'goes on'],
  ])('refuses %s', (text, complaint) => {
    expect(() => parseExpression(text)).toThrow(complaint);
  });

  it.each([
    ['brackets', `${'('.repeat(60)}1${')'.repeat(60)}`, 'nested too deeply'],
    ['choices', `${'1 ? 1 : '.repeat(60)}1`, 'nested too deeply'],
    ['sums', `${'1+'.repeat(600)}1`, 'too long'],
    ['negations', `${'!'.repeat(1000)}true`, 'too long'],
    ['characters', ' '.repeat(10_001), 'too long'],
  ])('refuses what would exhaust the stack: %s', (_, text, complaint) => {
    expect(() => parseExpression(text)).toThrow(complaint);
  });

  it('evaluates the longest that it takes', () => {
    expect(run(`${'1+'.repeat(499)}1`)).toBe(500);
    expect(run(`${'!'.repeat(998)}true`)).toBe(true);
  });

  it('knows nothing of the objects of the program', () => {
    expect(run('constructor')).toBeUndefined();
    expect(run('scores.constructor.constructor')).toBeUndefined();
    expect(run("answers('__proto__')")).toBeNull();
  });
});

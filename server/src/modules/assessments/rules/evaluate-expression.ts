import type { Expression, Operator, RuleFunction } from './expression.ts';

export type RuleValue = string | number | boolean | null | undefined | readonly RuleValue[];

export interface RuleContext {
  /** Null for a question without an answer, and for one that does not exist. */
  readonly answer: (id: string) => RuleValue;
  /** `scores.a` is kept under `scores.a`; a name that is not there is undefined, so `null` is too. */
  readonly names: ReadonlyMap<string, RuleValue>;
}

/** What an expression comes to; types are compared and added as JavaScript does, because JEXL does so. */
export function evaluateExpression(expression: Expression, context: RuleContext): RuleValue {
  const evaluate = (part: Expression): RuleValue => evaluateExpression(part, context);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'name':
      return context.names.get(expression.path.join('.'));
    case 'list':
      return expression.items.map(evaluate);
    case 'call':
      return callFunction(expression.name, expression.parameters.map(evaluate), context);
    case 'not':
      return !isTruthy(evaluate(expression.of));
    case 'choice':
      return evaluate(isTruthy(evaluate(expression.test)) ? expression.yes : expression.no);
    case 'binary': {
      const left = evaluate(expression.left);
      if (expression.operator === '&&') return isTruthy(left) ? evaluate(expression.right) : left;
      if (expression.operator === '||') return isTruthy(left) ? left : evaluate(expression.right);
      return operate(expression.operator, left, evaluate(expression.right));
    }
  }
}

export function isTruthy(value: RuleValue): boolean {
  return Boolean(value);
}

function operate(operator: Exclude<Operator, '&&' | '||'>, left: RuleValue, right: RuleValue): RuleValue {
  switch (operator) {
    case '==':
      return isLooselyEqual(left, right);
    case '!=':
      return !isLooselyEqual(left, right);
    case '>':
      return toNumber(left) > toNumber(right);
    case '>=':
      return toNumber(left) >= toNumber(right);
    case '<':
      return toNumber(left) < toNumber(right);
    case '<=':
      return toNumber(left) <= toNumber(right);
    case '+':
      return toNumber(left) + toNumber(right);
    case '-':
      return toNumber(left) - toNumber(right);
    case '*':
      return toNumber(left) * toNumber(right);
    case 'in':
      return Array.isArray(right) && right.includes(left);
  }
}

/** `==` of JavaScript for what an answer can be; a list equals nothing. */
function isLooselyEqual(left: RuleValue, right: RuleValue): boolean {
  if (isAbsent(left) || isAbsent(right)) return isAbsent(left) && isAbsent(right);
  if (typeof left === typeof right) return left === right;
  return toNumber(left) === toNumber(right);
}

function isAbsent(value: RuleValue): value is null | undefined {
  return value === null || value === undefined;
}

function toNumber(value: RuleValue): number {
  return typeof value === 'object' && value !== null ? Number.NaN : Number(value);
}

function callFunction(
  name: RuleFunction,
  [first, keys, weights]: readonly RuleValue[],
  context: RuleContext,
): RuleValue {
  switch (name) {
    case 'answers':
      return context.answer(String(first));
    case 'bool':
      return first === true || first === 'true';
    case 'count':
      return listOf(first).length;
    case 'countSelectedOptions':
      return listOf(context.answer(String(first))).length;
    case 'weightedCountMap':
      return sumWeights(listOf(first), listOf(keys), listOf(weights));
  }
}

function sumWeights(
  values: readonly RuleValue[],
  keys: readonly RuleValue[],
  weights: readonly RuleValue[],
): number {
  const weightOf = new Map(keys.map((key, index) => [key, toNumber(weights[index] ?? 0)]));
  return values.reduce<number>((sum, value) => sum + (weightOf.get(value) ?? 0), 0);
}

function listOf(value: RuleValue): readonly RuleValue[] {
  return Array.isArray(value) ? value : [];
}

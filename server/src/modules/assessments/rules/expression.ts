import { createTokens, ExpressionError, type Tokens } from './tokens.ts';

/** An expression of a published rule: the part of JEXL that those rules use. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'name'; readonly path: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: RuleFunction; readonly parameters: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'choice';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    };

/** As JEXL binds them: the same for `&&` and `||`, which go from left to right. */
const precedence = {
  '&&': 10,
  '||': 10,
  '==': 20,
  '!=': 20,
  '>': 20,
  '>=': 20,
  '<': 20,
  '<=': 20,
  in: 20,
  '+': 30,
  '-': 30,
  '*': 40,
} as const;
export type Operator = keyof typeof precedence;

/** How many parameters each function takes, the value before a `|` among them. */
const parameterCounts = {
  answers: 1,
  bool: 1,
  count: 1,
  countSelectedOptions: 1,
  weightedCountMap: 3,
} as const;
export type RuleFunction = keyof typeof parameterCounts;

const charactersMax = 10_000;
/** What is parsed and evaluated calls itself at most so deep. */
const tokensMax = 1000;
const depthMax = 50;

/** Throws `ExpressionError`. */
export function parseExpression(text: string): Expression {
  if (text.length > charactersMax) throw new ExpressionError('is too long');
  const tokens = createTokens(text);
  if (tokens.count > tokensMax) throw new ExpressionError('is too long');
  return createParser(tokens).parse();
}

function createParser(tokens: Tokens) {
  const { next, take, takeSign, expectSign } = tokens;
  let depth = 0;

  /** Bounded, so that a hostile rule cannot exhaust the stack. */
  function parseChoice(): Expression {
    depth += 1;
    if (depth > depthMax) throw new ExpressionError('is nested too deeply');
    const test = parseBinary(0);
    const expression = takeSign('?') ? parseBranches(test) : test;
    depth -= 1;
    return expression;
  }

  function parseBranches(test: Expression): Expression {
    const yes = parseChoice();
    expectSign(':');
    return { kind: 'choice', test, yes, no: parseChoice() };
  }

  function parseBinary(weakest: number): Expression {
    let left = parseUnary();
    for (;;) {
      const { kind, text } = next();
      if ((kind !== 'sign' && kind !== 'word') || !isOperator(text) || precedence[text] < weakest)
        return left;
      take();
      left = { kind: 'binary', operator: text, left, right: parseBinary(precedence[text] + 1) };
    }
  }

  function parseUnary(): Expression {
    let negations = 0;
    while (takeSign('!')) negations += 1;
    let expression = parsePiped();
    for (; negations > 0; negations -= 1) expression = { kind: 'not', of: expression };
    return expression;
  }

  function parsePiped(): Expression {
    let expression = parsePrimary();
    while (takeSign('|')) {
      const name = take().text;
      const rest = takeSign('(') ? parseList(')') : [];
      expression = toCall(name, [expression, ...rest]);
    }
    return expression;
  }

  function parsePrimary(): Expression {
    const token = take();
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'literal', value: token.text };
    if (token.kind === 'word') return parseWord(token.text);
    if (token.text === '(') {
      const inner = parseChoice();
      expectSign(')');
      return inner;
    }
    if (token.text === '[') return { kind: 'list', items: parseList(']') };
    throw new ExpressionError(token.kind === 'end' ? 'ends too early' : `misses a value at "${token.text}"`);
  }

  function parseWord(word: string): Expression {
    if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' };
    if (takeSign('(')) return toCall(word, parseList(')'));
    const path = [word];
    while (takeSign('.')) path.push(take().text);
    return { kind: 'name', path };
  }

  function parseList(closing: ')' | ']'): Expression[] {
    if (takeSign(closing)) return [];
    const items = [parseChoice()];
    while (takeSign(',')) items.push(parseChoice());
    expectSign(closing);
    return items;
  }

  return {
    parse(): Expression {
      const expression = parseChoice();
      if (next().kind !== 'end') throw new ExpressionError(`goes on after its end at "${next().text}"`);
      return expression;
    },
  };
}

function isOperator(text: string): text is Operator {
  return Object.hasOwn(precedence, text);
}

function toCall(name: string, parameters: readonly Expression[]): Expression {
  if (!isRuleFunction(name)) throw new ExpressionError(`uses the unknown function ${name}`);
  if (parameters.length !== parameterCounts[name]) {
    throw new ExpressionError(
      `gives ${name} ${parameters.length} values instead of ${parameterCounts[name]}`,
    );
  }
  return { kind: 'call', name, parameters };
}

function isRuleFunction(name: string): name is RuleFunction {
  return Object.hasOwn(parameterCounts, name);
}

/** The expression itself and every part of it. */
export function* partsOf(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of childrenOf(expression)) yield* partsOf(part);
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'list':
      return expression.items;
    case 'call':
      return expression.parameters;
    case 'not':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    case 'choice':
      return [expression.test, expression.yes, expression.no];
  }
}

/** The same expression, with each part replaced by what `change` makes of it, innermost first. */
export function mapExpression(expression: Expression, change: (part: Expression) => Expression): Expression {
  const map = (part: Expression): Expression => mapExpression(part, change);
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return change(expression);
    case 'list':
      return change({ ...expression, items: expression.items.map(map) });
    case 'call':
      return change({ ...expression, parameters: expression.parameters.map(map) });
    case 'not':
      return change({ ...expression, of: map(expression.of) });
    case 'binary':
      return change({ ...expression, left: map(expression.left), right: map(expression.right) });
    case 'choice':
      return change({
        ...expression,
        test: map(expression.test),
        yes: map(expression.yes),
        no: map(expression.no),
      });
  }
}

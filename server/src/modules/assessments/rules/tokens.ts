/** The text is not an expression of the rules language; the message says where and why, in English. */
export class ExpressionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExpressionError';
  }
}

export type Token =
  | { readonly kind: 'number' | 'text' | 'word' | 'sign'; readonly text: string }
  | { readonly kind: 'end'; readonly text: '' };

const tokenPattern =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<word>[A-Za-z_]\w*)|(?<sign>&&|\|\||[=!<>]=|[<>!?:|+\-*().,[\]]))/sy;

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenPattern);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) throw new ExpressionError(`cannot be read from character ${from + 1}`);
    const { number, text: quoted, word, sign } = groups;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: unquote(quoted) });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(.)/gs, '$1');
}

export interface Tokens {
  readonly count: number;
  next(): Token;
  take(): Token;
  takeSign(text: string): boolean;
  /** Throws `ExpressionError` when something else is there. */
  expectSign(text: string): void;
}

/** Throws `ExpressionError` at a character that no token begins with. */
export function createTokens(text: string): Tokens {
  const tokens = readTokens(text);
  const end: Token = { kind: 'end', text: '' };
  let at = 0;
  const next = (): Token => tokens[at] ?? end;
  const take = (): Token => {
    const token = next();
    at += 1;
    return token;
  };
  const takeSign = (sign: string): boolean => {
    const isThere = next().kind === 'sign' && next().text === sign;
    if (isThere) take();
    return isThere;
  };
  const expectSign = (sign: string): void => {
    if (!takeSign(sign)) throw new ExpressionError(`misses ${sign} at "${next().text}"`);
  };
  return { count: tokens.length, next, take, takeSign, expectSign };
}

import { z } from 'zod';

/**
 * A name on one line: something of it can be seen, nothing of it cannot, nothing turns the direction of reading, and no
 * word has letters of two alphabets that look alike.
 */
export function nameOnOneLine(lengthMax: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(lengthMax)
    .regex(/[\p{L}\p{N}]/u)
    .regex(/^[^\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]*$/u)
    .refine((name) => !/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(name), {
      message: 'A name has no characters that cannot be seen.',
    })
    .refine((name) => !hasMixedWord(name), {
      message: 'A word of a name has letters of one alphabet.',
    });
}

/** The name of a person or an organisation. */
export const properName = nameOnOneLine(120);

/** The longest address that mail can be sent to (RFC 5321). */
export const emailAddress = z.email().max(254);

/** Alphabets with letters that look like those of another, each with all that is written with it. */
const alphabets = [
  [/\p{Script=Latin}/u, /\p{Script_Extensions=Latin}/u],
  [/\p{Script=Cyrillic}/u, /\p{Script_Extensions=Cyrillic}/u],
  [/\p{Script=Greek}/u, /\p{Script_Extensions=Greek}/u],
  [/\p{Script=Armenian}/u, /\p{Script_Extensions=Armenian}/u],
  [/\p{Script=Cherokee}/u, /\p{Script_Extensions=Cherokee}/u],
  [/\p{Script=Coptic}/u, /\p{Script_Extensions=Coptic}/u],
  [/\p{Script=Lisu}/u, /\p{Script_Extensions=Lisu}/u],
] as const;

function hasMixedWord(name: string): boolean {
  const words = name.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.some((word) => {
    const letters = [...word].filter((sign) => /\p{L}/u.test(sign) && !/\p{Script=Common}/u.test(sign));
    return alphabets.some(
      ([own, also]) =>
        letters.some((letter) => own.test(letter)) && !letters.every((letter) => also.test(letter)),
    );
  });
}

/** Whether a reader cannot tell two names apart, whatever letters they are written in. */
export function looksTheSame(one: string, other: string): boolean {
  return toCompared(one) === toCompared(other) || toSkeleton(one) === toSkeleton(other);
}

function toCompared(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** The Latin letters that it looks like, without case. */
function toSkeleton(name: string): string {
  return toCompared([...name.normalize('NFKC')].map((letter) => lookalikes.get(letter) ?? letter).join(''));
}

/** Of Unicode's list of confusable characters those that words of people are written with (UTS #39, confusables.txt). */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαɑ', // Cyrillic, Greek, and the Latin alpha
    c: 'сϲ',
    d: 'ԁ',
    e: 'еҽ',
    g: 'ɡ',
    h: 'һ',
    i: 'іιı',
    j: 'јϳ',
    k: 'κ',
    l: 'ӏӀIІΙ1|ǀ',
    n: 'ո',
    o: 'оοօ0ОΟՕ',
    p: 'рρ',
    q: 'ԛ',
    s: 'ѕ',
    u: 'υս',
    v: 'νѵ',
    w: 'ԝ',
    x: 'хχ',
    y: 'уγү',
    A: 'АΑ',
    B: 'ВΒ',
    C: 'СϹ',
    E: 'ЕΕ',
    H: 'НΗ',
    J: 'Ј',
    K: 'КΚ',
    M: 'МΜ',
    N: 'Ν',
    P: 'РΡ',
    S: 'ЅՏ',
    T: 'ТΤ',
    X: 'ХΧ',
    Y: 'ҮΥ',
    Z: 'Ζ',
  }).flatMap(([letter, alike]) => [...alike].map((one) => [one, letter] as const)),
);

import { expect, test } from 'vitest';
import { soundsLikeConduct } from './conduct-words.ts';

test.each([
  ['Who will cause nuisance next year?', true],
  ['which families are going to get debts', true],
  ['Who is going to fall behind?', true],
  ['Wie gaat volgend jaar overlast geven?', true],
  ['Welke huurders zullen hun huur niet betalen?', true],
  ['Where is nuisance reported?', false],
  ['Welke funderingen zijn slecht?', false],
  ['Who reports nuisance?', false],
])('“%s” sounds like a question about conduct: %s', (text, answer) => {
  expect(soundsLikeConduct(text)).toBe(answer);
});

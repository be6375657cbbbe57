import { expect, test } from 'vitest';
import { readKeptChoices } from './kept-choices.ts';

const read = (text: string) => readKeptChoices(text, ['goals', 'time'], [1, 2, null]);

test('keeps the choices that are still there, "does not know" among them', () => {
  expect(read('{"goals":2,"time":null}')).toEqual({ goals: 2, time: null });
});

test.each([
  ['a name that is gone', '{"people":1}'],
  ['a choice that is gone', '{"goals":9}'],
  ['another type', '{"goals":"2"}'],
  ['no object', '[1,2]'],
  ['null', 'null'],
  ['half a text', '{"goals":'],
  ['nothing', ''],
])('drops %s', (_, text) => {
  expect(read(text)).toEqual({});
});

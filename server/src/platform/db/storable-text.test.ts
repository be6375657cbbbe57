import { expect, test } from 'vitest';
import { findUnstorableTexts, toStorableJson } from './storable-text.ts';

const pathsOf = (value: unknown): string[] => findUnstorableTexts(value, 'body').map(({ path }) => path);

test('names each place of a text, or of a key, that cannot be kept', () => {
  expect(pathsOf('fine \u{1f600}')).toEqual([]);
  expect(pathsOf('\0')).toEqual(['body']);
  expect(pathsOf({ views: [{ title: 'fine' }, { title: '\ud800' }] })).toEqual(['body.views.1.title']);
  expect(pathsOf({ where: { 'a\0': ['b'] } })).toEqual(['body.where']);
  expect(pathsOf({ n: 1, isSo: true, none: null, at: undefined })).toEqual([]);
});

test('looks through what is nested deeper than functions can call each other', () => {
  let nested: unknown = '\udc00';
  for (let depth = 0; depth < 50_000; depth += 1) nested = [nested];
  expect(pathsOf(nested)).toHaveLength(1);
});

test('writes what a file says so that it can be kept, and changes nothing else', () => {
  const report = {
    errors: [
      { row: 3, value: 'a\0b' },
      { row: 4, value: '\ud800' },
    ],
    name: 'fine \u{1f600}',
  };
  expect(JSON.parse(toStorableJson(report))).toEqual({
    errors: [
      { row: 3, value: 'a\u{fffd}b' },
      { row: 4, value: '\u{fffd}' },
    ],
    name: 'fine \u{1f600}',
  });
});

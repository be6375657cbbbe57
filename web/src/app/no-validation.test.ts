import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** The built pages come without the validation library (`web/build/schemas-as-types.ts`): the hub validates. */
test('no page validates with a schema', () => {
  const validating = Object.entries(sources)
    .filter(
      ([path, text]) => !path.includes('.test.') && /(?<!JSON|Date)\.(safeP|p)arse(Async)?\(/.test(text),
    )
    .map(([path]) => path);
  expect(Object.keys(sources).length).toBeGreaterThan(100);
  expect(validating).toEqual([]);
});

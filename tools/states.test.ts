import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { statesPage, statesToPage } from './states.ts';

test('the page of states shows the moves as they are now (npx node tools/states.ts)', () => {
  expect(readFileSync(statesPage, 'utf8')).toBe(statesToPage());
});

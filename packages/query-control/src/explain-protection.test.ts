import { expect, it } from 'vitest';
import { defaultParameters } from './cell-key/parameters.ts';
import { explainProtection } from './explain-protection.ts';

it('explains the floor of a protection and nothing that helps to remove the noise', () => {
  const facts = explainProtection(defaultParameters);
  expect(facts.minimumCount).toBe(10);
  expect(Object.keys(facts).sort()).toEqual([
    'additive',
    'consistent',
    'dominatedSumsLeftOut',
    'method',
    'minimumCount',
    'perturbed',
    'uncertainSumsSuppressed',
    'zerosExact',
  ]);
  expect(Object.values(facts).filter((fact) => typeof fact === 'number')).toEqual([10]);
});

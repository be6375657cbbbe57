import { expect, test } from 'vitest';
import { initialsOf } from './avatar.tsx';

test('initials are those of the first and the last word', () => {
  expect(initialsOf('Lotte de Vries')).toBe('LV');
  expect(initialsOf('joris bakker')).toBe('JB');
  expect(initialsOf('Étienne')).toBe('É');
  expect(initialsOf('Noor (analist)')).toBe('N');
  expect(initialsOf('')).toBe('');
});

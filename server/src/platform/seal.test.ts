import { expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const seal = createSeal('p3FnQ0xkqvB1k7mZJ2s9eYtR4uWcHdLa', 'mail');

it('opens what it closed, and tells nothing by what is kept', () => {
  const closed = seal.close('ABCD-EFGH');
  expect(seal.open(closed)).toBe('ABCD-EFGH');
  expect(Buffer.from(closed, 'base64url').toString('latin1')).not.toContain('ABCD');
  expect(seal.close('ABCD-EFGH')).not.toBe(closed);
});

it('opens nothing of another secret, another purpose, or that was changed', () => {
  const closed = seal.close('ABCD-EFGH');
  const changed = `${closed.slice(0, -2)}${closed.endsWith('AA') ? 'BB' : 'AA'}`;
  const others = [
    createSeal('another secret', 'mail'),
    createSeal('p3FnQ0xkqvB1k7mZJ2s9eYtR4uWcHdLa', 'else'),
  ];
  for (const other of others) expect(() => other.open(closed)).toThrow();
  expect(() => seal.open(changed)).toThrow();
});

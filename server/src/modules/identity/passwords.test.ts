import { describe, expect, test } from 'vitest';
import { isObviousPassword } from './passwords.ts';

const lotte = { name: 'Lotte Visser', email: 'l.visser@voorbeeldstad.example' };

describe('a password', () => {
  test.each([
    'password1234',
    'Wachtwoord2026!',
    'P@$$word12345',
    'aaaaaaaaaaaa',
    '123456789012',
    'qwertyuiop12',
    'abcdefghijkl',
    'welkomwelkom1',
    'Zomer2026!!!',
    '121212121212',
    'Lotte1234567',
    'VisserLotte2026',
    'lvisser-voorbeeldstad',
  ])('%s is obvious', (password) => {
    expect(isObviousPassword(password, lotte)).toBe(true);
  });

  test.each([
    'a long enough password',
    'paard batterij nietje',
    'kZ7#pQ2x!vRm',
    'Welkom bij de trage schildpad',
    'groene fiets in de regen 2026',
  ])('%s is not', (password) => {
    expect(isObviousPassword(password, lotte)).toBe(false);
  });

  test('with the name of another in it is not obvious for this person', () => {
    expect(isObviousPassword('Lotte1234567', { name: 'Noor', email: 'noor@example.org' })).toBe(true);
    expect(isObviousPassword('LotteVisser12', { name: 'Noor', email: 'noor@example.org' })).toBe(false);
  });
});

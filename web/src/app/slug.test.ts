import { expect, test } from 'vitest';
import { slugOf } from './slug.ts';

test('an address made of a title holds only letters, digits and single hyphens', () => {
  expect(slugOf('Zorg thuis & overlast – één buurt')).toBe('zorg-thuis-overlast-een-buurt');
  expect(slugOf('  !  ')).toBe('');
});

test('a long title gives an address of at most 60 characters that does not end in a hyphen', () => {
  const slug = slugOf(`${'a'.repeat(59)} b`);
  expect(slug).toBe('a'.repeat(59));
});

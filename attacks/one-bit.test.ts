import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protectionRules } from '@datalab/query-control';
import { describe, expect, it } from 'vitest';
import { exactParameters } from './landed.ts';
import { findMostTelling } from './one-bit.ts';

/** The document says this, wherever its lines end. */
async function holdTo(path: string, ...said: readonly string[]): Promise<void> {
  const text = (await readFile(join(import.meta.dirname, '..', path), 'utf8')).replace(/\s+/g, ' ');
  for (const one of said) expect(text.includes(one), `${path} says: ${one}`).toBe(true);
}

const percent = (right: number, decimals: number): string => (100 * right).toFixed(decimals);

describe('one secret bit of one person', () => {
  const { right, size, share } = findMostTelling();

  it('is guessed from the most telling figure as often as the documents say', async () => {
    const group = `${size} people of whom ${Math.round(100 * share)} in 100 have something`;
    const exactly = `in ${percent(right, 1)} of 100 cases`;
    await holdTo('packages/query-control/README.md', group, exactly);
    await holdTo('SECURITY.md', group, exactly);
    await holdTo('docs/decisions/0017-suppression-and-attacks.md', exactly);
    await holdTo(
      'docs/explanation/how-figures-are-protected.md',
      `in ${percent(right, 0)} of 100 cases right`,
    );
  });

  it('is guessed more often without the rule on small complements, and from any small group without rules', () => {
    const others = protectionRules.filter(({ name }) => name !== 'small-complement');
    expect(findMostTelling(others).right).toBeGreaterThan(right + 0.01);
    expect(findMostTelling([]).right).toBeCloseTo(1);
  });

  it('is guessed as often without noise: by whether the figure is shown', () => {
    expect(findMostTelling(protectionRules, exactParameters).right).toBeCloseTo(right);
  });
});

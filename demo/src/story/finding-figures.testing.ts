import type { Evidence } from '@datalab/server/modules/analyses/evidence.contract.ts';
import { expect } from 'vitest';

type EvidenceByTitle = ReadonlyMap<string, Evidence>;

/** A figure in the finding of the analysis with this English title. */
export function published(evidence: EvidenceByTitle, title: string, name: string) {
  const value = evidence.get(title)?.finding?.figures.find((candidate) => candidate.name === name)?.value;
  if (value?.status !== 'published') throw new Error(`${title} shows no ${name}: ${value?.status}`);
  return value;
}

/**
 * A figure of a finding is as near to what was planted as its margin says. That of a share holds in 99 of 100 cases; twice
 * as much is never passed, so that this fails for a wrong share and not for one in a hundred.
 */
export function expectWithinMargin(
  evidence: EvidenceByTitle,
  title: string,
  name: string,
  planted: number,
): void {
  const { value, margin = 0 } = published(evidence, title, name);
  const most = Number.isInteger(planted) ? margin : 2 * margin;
  expect(Math.abs(value - planted), `${title}: ${name}`).toBeLessThanOrEqual(most);
}

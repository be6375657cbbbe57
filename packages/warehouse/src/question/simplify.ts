import type { Lattice } from '@datalab/query-control';
import { keepsAll } from './axes.ts';
import type { Question } from './question.ts';
import type { ResolvedQuestion } from './resolve.ts';

/** The same question without filters that stand there twice or keep everything. */
export function simplifyQuestion({ question, filters }: ResolvedQuestion, lattice: Lattice): Question {
  const seen = new Set<string>();
  const where = question.where.filter((filter, index) => {
    const asked = filters[index];
    const written = JSON.stringify(filter);
    if (!asked || seen.has(written)) return false;
    seen.add(written);
    const dimension = lattice.dimensions.find(({ name }) => name === asked.dimension.axis);
    return !dimension || !keepsAll(dimension, asked);
  });
  return { ...question, where };
}

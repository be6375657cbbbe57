import type { z } from 'zod';
import type { FailureProblem } from '../errors/failure.ts';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a part of a request, each at its place. A field that is not known is named, also where something
 * may have several forms and is one of them but for that field.
 */
export function issueToProblems(issue: Issue, at: readonly PropertyKey[]): FailureProblem[] {
  const path = [...at, ...issue.path];
  if (issue.code === 'invalid_union') {
    const [nearest] = issue.errors
      .filter((branch) => branch.length > 0 && branch.every(({ code }) => code === 'unrecognized_keys'))
      .sort((one, other) => countKeys(one) - countKeys(other));
    if (nearest) return nearest.flatMap((one) => issueToProblems(one, path));
  }
  return [{ path: path.map(String).join('.'), message: issue.message, code: issue.code }];
}

function countKeys(branch: readonly Issue[]): number {
  return branch.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 0), 0);
}

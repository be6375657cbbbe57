import { ApiProblem } from '@datalab/server/platform/http/client.ts';
import { describe, expect, it } from 'vitest';
import { findNearest } from './question-problem.tsx';

const nearest = { from: 'reports', measures: [{ count: 'records' }], by: ['year'], where: [], also: [] };
const refused = (problems: ApiProblem['problems'], code = 'analyses.not-askable') =>
  new ApiProblem(code, 422, {}, problems);

describe('the nearest question of a refusal', () => {
  it('is that of the view it stands at', () => {
    const problems = [
      { path: 'views[1].query.by[0]', message: 'Too many.' },
      { path: 'views[1].query.by[1]', message: 'Too many.', nearest },
    ];
    expect(findNearest(refused(problems))).toEqual({ view: 1, query: nearest });
  });

  it('is none of another problem, or of something that is no question', () => {
    expect(findNearest(null)).toBeUndefined();
    expect(findNearest(refused([{ path: '', message: '', nearest }], 'request.invalid'))).toBeUndefined();
    expect(findNearest(refused([{ path: '', message: '', nearest: { from: 'reports' } }]))).toBeUndefined();
  });
});

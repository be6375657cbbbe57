import { STATUS_CODES } from 'node:http';
import type { Failure, FailureParams, FailureProblem } from '../errors/failure.ts';
import type { Problem } from './common.contract.ts';

/** RFC 9457. The code is what a client goes by; the words in the reader's language are its own. */
export function failureToResponse(failure: Failure, requestId: string): Response {
  const problem: Problem = {
    type: `urn:datalab:problem:${failure.code}`,
    title: STATUS_CODES[failure.status] ?? 'Error',
    status: failure.status,
    code: failure.code,
    instance: `urn:uuid:${requestId}`,
    ...(Object.keys(failure.params).length === 0 ? {} : { params: toPlainParams(failure.params) }),
    ...(failure.problems.length === 0 ? {} : { problems: failure.problems.map(toPlainProblem) }),
  };
  return problemResponse(problem);
}

/** Says what went wrong only where that is known to hold no value of anybody. */
export function unexpectedResponse(requestId: string, detail?: string): Response {
  return problemResponse({
    type: 'urn:datalab:problem:server.unexpected',
    title: STATUS_CODES[500] ?? 'Error',
    status: 500,
    code: 'server.unexpected',
    ...(detail === undefined ? {} : { detail }),
    instance: `urn:uuid:${requestId}`,
  });
}

function problemResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}

function toPlainProblem({ params, ...problem }: FailureProblem): NonNullable<Problem['problems']>[number] {
  return params === undefined ? problem : { ...problem, params: toPlainParams(params) };
}

function toPlainParams(params: FailureParams): NonNullable<Problem['params']> {
  return { ...params };
}

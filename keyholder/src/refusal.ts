/** Every reason for which the keyholder says no, with the HTTP status and the title it is sent with. */
export const refusals = {
  'not-authorised': [401, 'This token gives no access here'],
  'grant-expired': [403, 'The time of this grant is over'],
  'volume-exceeded': [403, 'More persons were asked for than the agreement declares'],
  'unknown-space': [404, 'There is no such space'],
  'unknown-grant': [404, 'There is no such grant'],
  'unknown-route': [404, 'There is nothing at this address'],
  'space-destroyed': [410, 'The key of this space was destroyed'],
  'batch-too-large': [413, 'The request is larger than allowed'],
  'invalid-request': [400, 'The request cannot be read'],
  'invalid-element': [400, 'The request holds bytes that are no group element'],
  'rate-limited': [429, 'Too many requests in a short time'],
  busy: [503, 'The keyholder has all the work it can hold'],
  'internal-error': [500, 'The keyholder failed'],
} as const satisfies Record<string, readonly [number, string]>;

export type RefusalCode = keyof typeof refusals;

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: RefusalCode, detail: string, retryAfterSeconds?: number) {
    super(detail);
    this.name = 'Refusal';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export function refusalResponse(refusal: Refusal): Response {
  const [status, title] = refusals[refusal.code];
  const body = { type: 'about:blank', title, status, code: refusal.code, detail: refusal.message };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(refusal.retryAfterSeconds !== undefined && { 'retry-after': String(refusal.retryAfterSeconds) }),
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    },
  });
}

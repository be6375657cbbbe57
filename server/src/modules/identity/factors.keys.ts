import { createHmac } from 'node:crypto';

/** A key of its own for each purpose, from the secret of the server. */
export function keyFor(secret: string, purpose: 'totp secret' | 'backup code' | 'second step'): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url');
}

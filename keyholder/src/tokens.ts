import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writePrivateFile } from './files.ts';

export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function tokenMatches(token: string, tokenHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(token), 'hex'), Buffer.from(tokenHash, 'hex'));
}

export function adminTokenPath(dataDir: string): string {
  return join(dataDir, 'admin-token');
}

export async function loadAdminTokenHash(dataDir: string): Promise<string> {
  const path = adminTokenPath(dataDir);
  const stored = (await readIfThere(path))?.trim();
  if (stored) return hashToken(stored);
  const token = createToken();
  await writePrivateFile(path, `${token}\n`);
  return hashToken(token);
}

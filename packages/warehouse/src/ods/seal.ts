import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeWhole } from '../files/write-whole.ts';

const magic = Buffer.from('DLODS1\n', 'latin1');
const nonceBytes = 12;
const tagBytes = 16;

/** The sealed file cannot be opened: another key, another label, or a changed file. */
export class SealError extends Error {
  readonly code = 'ods.cannot-open';

  constructor(message: string) {
    super(message);
    this.name = 'SealError';
  }
}

/** A file to seal or open, the 32-byte key, and what it is (data set and version), which is bound to the content. */
export interface SealOptions {
  source: string;
  target: string;
  key: Uint8Array;
  label: string;
}

/**
 * Encrypts a file with AES-256-GCM (NIST SP 800-38D) in one stream: `DLODS1\n`, nonce, ciphertext, tag. The target
 * appears whole or not at all, readable by its owner only. The source stays.
 */
export async function sealFile({ source, target, key, label }: SealOptions): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.concat([magic, Buffer.from(label)]));
  await writeWhole(target, async (building) => {
    const output = createWriteStream(building, { mode: 0o600 });
    output.write(Buffer.concat([magic, nonce]));
    await pipeline(createReadStream(source), cipher, output);
    const handle = await open(building, 'a');
    try {
      await handle.appendFile(cipher.getAuthTag());
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

/** Decrypts what `sealFile` wrote. The target appears only after the whole content was proven unchanged. */
export async function openSealed({ source, target, key, label }: SealOptions): Promise<void> {
  const { size } = await stat(source);
  const start = magic.length + nonceBytes;
  if (size <= start + tagBytes) throw new SealError('This is not a sealed file.');
  const handle = await open(source, 'r');
  const head = Buffer.alloc(start);
  const tag = Buffer.alloc(tagBytes);
  try {
    await handle.read(head, 0, start, 0);
    await handle.read(tag, 0, tagBytes, size - tagBytes);
  } finally {
    await handle.close();
  }
  if (!head.subarray(0, magic.length).equals(magic)) throw new SealError('This is not a sealed file.');
  const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(magic.length), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.concat([magic, Buffer.from(label)]));
  decipher.setAuthTag(tag);
  await writeWhole(target, async (building) => {
    const content = createReadStream(source, { start, end: size - tagBytes - 1 });
    await pipeline(content, decipher, createWriteStream(building, { mode: 0o600 })).catch(() => {
      throw new SealError('The sealed file was changed, or the key or label is not its own.');
    });
  });
}

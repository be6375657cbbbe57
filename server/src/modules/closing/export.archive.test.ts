import { randomBytes } from 'node:crypto';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type ArchiveFile, filesToArchive } from './export.archive.ts';

const at = new Date('2026-11-30T12:00:00Z');
const words = (name: string, text: string): ArchiveFile => ({
  name,
  isCompressed: true,
  read: () => [strToU8(text)],
});

async function bytesOf(stream: ReadableStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

describe('the archive of an export', () => {
  it('holds every file with its name and its bytes, also those that come in pieces and those that are empty', async () => {
    const document = randomBytes(300_000);
    const archive = await bytesOf(
      filesToArchive(
        [
          words('README.md', 'Zorg — care'),
          words('empty.txt', ''),
          {
            name: 'documents/01-één.pdf',
            isCompressed: false,
            read: async () =>
              (async function* () {
                for (let from = 0; from < document.length; from += 65_536)
                  yield document.subarray(from, from + 65_536);
              })(),
          },
        ],
        at,
      ),
    );
    const files = unzipSync(archive);
    expect(Object.keys(files)).toEqual(['README.md', 'empty.txt', 'documents/01-één.pdf']);
    expect(strFromU8(files['README.md'] ?? new Uint8Array())).toBe('Zorg — care');
    expect(files['empty.txt']).toHaveLength(0);
    expect(Buffer.from(files['documents/01-één.pdf'] ?? []).equals(document)).toBe(true);
  });

  it('asks for a file when the reader has come to it, and for no more than a few pieces at once', async () => {
    const asked: string[] = [];
    const large = (name: string): ArchiveFile => ({
      name,
      isCompressed: false,
      read: async () =>
        (async function* () {
          for (let piece = 0; piece < 100; piece += 1) {
            asked.push(name);
            yield randomBytes(65_536);
          }
        })(),
    });
    const reader = filesToArchive([large('one'), large('two')], at).getReader();
    await reader.read();
    expect(asked.length).toBeLessThan(20);
    expect(asked).not.toContain('two');
    while (!(await reader.read()).done);
    expect(asked).toHaveLength(200);
  });

  it('breaks off when a file cannot be read, so that half an archive is not taken for a whole one', async () => {
    const broken: ArchiveFile = {
      name: 'gone.pdf',
      isCompressed: false,
      read: () => Promise.reject(new Error('the file is gone')),
    };
    const reading = bytesOf(filesToArchive([words('README.md', 'words'), broken], at));
    await expect(reading).rejects.toThrow('the file is gone');
  });
});

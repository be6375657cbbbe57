import type { FileHandle } from 'node:fs/promises';
import { WorkbookError } from './workbook-error.ts';

const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const headBytes = 512;
const entryBytes = 128;
const sectorsMax = 64;
const lastSector = 0xfffffffa;

/** Whether the first bytes are of the container of old Office files and of Office files with a password. */
export function isOleFile(head: Uint8Array): boolean {
  return signature.equals(head.subarray(0, signature.length));
}

/** Refuses an old Office file, or one with a password, and says which it is. Other files pass. */
export async function refuseOleFile(file: FileHandle, size: number): Promise<void> {
  const head = await readAt(file, 0, Math.min(size, headBytes));
  if (!isOleFile(head)) return;
  const names = head.length < headBytes ? [] : await listStreams(file, head);
  if (names.includes('EncryptedPackage')) {
    throw new WorkbookError('has-password', 'It is protected with a password.');
  }
  if (names.includes('Workbook') || names.includes('Book')) {
    throw new WorkbookError('old-excel', 'It is an old Excel file (.xls).');
  }
  throw new WorkbookError('wrong-type', 'It is an old Office file, and no workbook that can be read.');
}

/** The names in the directory of the container ([MS-CFB] 2.6), as far as its first sectors go. */
async function listStreams(file: FileHandle, head: Buffer): Promise<string[]> {
  const sectorBytes = head.readUInt16LE(30) === 12 ? 4096 : 512;
  const nextOf = async (sector: number): Promise<number> => {
    const entriesPerSector = sectorBytes / 4;
    const tableNumber = Math.floor(sector / entriesPerSector);
    // The first 109 sectors of the table stand in the head; a directory beyond them is not followed.
    if (tableNumber >= 109) return lastSector;
    const table = head.readUInt32LE(76 + tableNumber * 4);
    const next = await readAt(file, (table + 1) * sectorBytes + (sector % entriesPerSector) * 4, 4);
    return next.length < 4 ? lastSector : next.readUInt32LE(0);
  };
  const names: string[] = [];
  let sector = head.readUInt32LE(48);
  for (let count = 0; count < sectorsMax && sector < lastSector; count++) {
    const entries = await readAt(file, (sector + 1) * sectorBytes, sectorBytes);
    for (let at = 0; at + entryBytes <= entries.length; at += entryBytes) {
      const nameBytes = Math.min(entries.readUInt16LE(at + 64), 64);
      names.push(entries.toString('utf16le', at, at + Math.max(0, nameBytes - 2)));
    }
    sector = await nextOf(sector);
  }
  return names;
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at);
  return buffer.subarray(0, bytesRead);
}

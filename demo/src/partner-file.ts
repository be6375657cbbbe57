import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileStyle } from './sources/source.ts';

function quote(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The file as bytes, in the manner of the system it comes from. */
export function toFileBytes(
  columns: readonly string[],
  rows: ReadonlyArray<readonly string[]>,
  { delimiter, lineEnd, encoding }: FileStyle,
): Buffer {
  const lines = [columns, ...rows].map((cells) =>
    cells.map((cell) => quote(cell, delimiter)).join(delimiter),
  );
  const text = lines.join(lineEnd) + lineEnd;
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  return Buffer.from(encoding === 'utf-8-bom' ? `\uFEFF${text}` : text, 'utf8');
}

/** Writes next to the file first, so that a file under its own name is always whole. */
export async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}

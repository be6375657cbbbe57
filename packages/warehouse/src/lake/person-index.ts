import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { whereMissing } from '../files/where-missing.ts';

/**
 * Whether the rows of a landed version have the column `person_index`: a number per pseudonym, so that persons are told
 * apart without reading text. The figures are the same without it.
 */
export async function hasPersonIndex({ dir }: { readonly dir: string }): Promise<boolean> {
  const text = await readFile(join(dir, '_manifest.json'), 'utf8').catch(whereMissing('{}'));
  const manifest = JSON.parse(text) as { readonly personIndex?: unknown };
  return manifest.personIndex === true;
}

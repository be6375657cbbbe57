import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { createAdding } from './documents.adding.ts';
import { createDocuments } from './documents.service.ts';
import { createFindings } from './findings.service.ts';
import type { PictureDeps } from './picture.deps.ts';
import { bindPicture } from './picture.routes.ts';
import { createPictureService } from './picture.service.ts';

export type { PictureDeps } from './picture.deps.ts';
export { createDocumentReader } from './picture.reader.ts';
export { type PictureTables, pictureMigrations } from './picture.tables.ts';

export interface PictureModule {
  readonly bindings: RouteBinding[];
  /** Removes files that a sudden stop left without the line that says they are there. */
  tidy(): Promise<void>;
}

export function createPicture(deps: PictureDeps): PictureModule {
  const services = {
    adding: createAdding(deps),
    documents: createDocuments(deps),
    findings: createFindings(deps),
    picture: createPictureService(deps),
  };
  return { bindings: bindPicture(services), tidy: () => removeUnknownFiles(deps) };
}

async function removeUnknownFiles({ db, documents }: PictureDeps): Promise<void> {
  const rows = await db.selectFrom('picture_documents').select('id').execute();
  const known = new Set(rows.map(({ id }) => id));
  const files = await readdir(documents, { recursive: true, withFileTypes: true }).catch(noneYet);
  for (const file of files) {
    if (file.isFile() && !known.has(file.name)) await rm(join(file.parentPath, file.name), { force: true });
  }
}

function noneYet(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

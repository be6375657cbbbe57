import type { RouteBinding } from '../../platform/http/binding.ts';
import { createAdding, finishAdding } from './documents.adding.ts';
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
  /** Ends what a sudden stop left half-way. */
  tidy(): Promise<void>;
}

export function createPicture(deps: PictureDeps): PictureModule {
  const services = {
    adding: createAdding(deps),
    documents: createDocuments(deps),
    findings: createFindings(deps),
    picture: createPictureService(deps),
  };
  return { bindings: bindPicture(services), tidy: () => finishAdding(deps) };
}

import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Upload } from '../../platform/http/binding.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { PictureDocument } from './picture.contract.ts';
import type { PictureDeps } from './picture.deps.ts';
import { documentKinds, type ReceivedDocument, receiveDocument, requireSize } from './picture.intake.ts';
import { mayAdd, requireOpenPicture } from './picture.policy.ts';
import { type DocumentRow, findSameFile, hasDocument, insertDocument } from './picture.queries.ts';
import { rowToDocument } from './picture.view.ts';

interface Incoming {
  readonly id: string;
  readonly path: string;
  readonly fileName: string;
  readonly title: string | undefined;
  readonly received: ReceivedDocument;
}

export function createAdding(deps: PictureDeps) {
  const { findEdition, newId } = deps;
  return {
    async add(
      actor: Actor,
      place: { readonly edition: string; readonly title: string | undefined },
      upload: Upload | undefined,
      declaredBytes: number,
    ): Promise<PictureDocument> {
      const edition = await findEdition(place.edition, actor);
      requireAllowed(mayAdd(actor, edition), edition.questionListLocked ? 409 : 403);
      requireSize(declaredBytes);
      if (upload === undefined) throw new Failure('picture.no-file', 400);
      const id = newId();
      const path = join(deps.incoming, id);
      try {
        const received = await receiveDocument(upload, path);
        return await save(deps, actor, edition, {
          id,
          path,
          fileName: upload.fileName,
          title: place.title,
          received,
        });
      } finally {
        await rm(path, { force: true });
      }
    },

    async addText(
      actor: Actor,
      slug: string,
      { title, text }: { readonly title: string; readonly text: string },
    ): Promise<PictureDocument> {
      const edition = await findEdition(slug, actor);
      requireAllowed(mayAdd(actor, edition), edition.questionListLocked ? 409 : 403);
      const id = newId();
      const path = join(deps.incoming, id);
      const content = Buffer.from(text);
      const sha256 = createHash('sha256').update(content).digest('hex');
      try {
        await writeFile(path, content, { flag: 'wx', mode: 0o600 });
        const received = { kind: 'text', bytes: content.length, sha256 } as const;
        return await save(deps, actor, edition, { id, path, fileName: `${title}.txt`, title, received });
      } finally {
        await rm(path, { force: true });
      }
    },
  };
}

/** The words can be searched, the file is kept and the log says so; or nothing of it is left. */
async function save(
  deps: PictureDeps,
  actor: Actor,
  edition: EditionAccess,
  incoming: Incoming,
): Promise<PictureDocument> {
  const { id, path, received, fileName } = incoming;
  const { db, record, lockStep, now } = deps;
  const kept = join(deps.documents, edition.slug, id);
  const same = await findSameFile(db, edition.id, received.sha256);
  if (same !== undefined) throw alreadyThere(same.title);
  const { title, pages } = await deps.readDocument(path, received.kind);
  const row: DocumentRow = {
    id,
    edition: edition.id,
    title: (incoming.title ?? (title || nameOf(fileName))).slice(0, 200),
    kind: documentKinds[received.kind],
    file_name: fileName,
    bytes: received.bytes,
    sha256: received.sha256,
    pages: pages.length,
    organisation: actor.organisation,
    by: actor.name,
    at: now(),
    withdrawn_at: null,
  };
  await mkdir(join(deps.documents, edition.slug), { recursive: true });
  await rename(path, unfinished(kept));
  try {
    await db.transaction().execute(async (tx) => {
      requireOpenPicture(await lockStep(tx, edition.id));
      // Reading a document takes a while; its organisation may have left since.
      const organisationsIn = await deps.listOrganisationsIn(tx, edition.id);
      requireAllowed(mayAdd(actor, { ...edition, organisationsIn }));
      if (!(await insertDocument(tx, row, pages))) throw alreadyThere(row.title);
      await record(tx, {
        actor,
        action: 'picture.document-added',
        subject: `document/${id}`,
        edition: edition.slug,
        details: { kind: row.kind, pages: row.pages, sha256: row.sha256 },
      });
    });
  } catch (error) {
    await rm(unfinished(kept), { force: true });
    throw error;
  }
  await rename(unfinished(kept), kept);
  return rowToDocument(row, [], edition, actor);
}

/**
 * Ends what an unexpected stop left unfinished: a file gets its place when its line is there, and goes when it is not.
 * Files that have their place are never touched.
 */
export async function finishAdding({ db, documents }: PictureDeps): Promise<void> {
  const files = await readdir(documents, { recursive: true, withFileTypes: true }).catch(noneYet);
  for (const file of files) {
    const id = file.name.slice(0, -unfinishedEnd.length);
    const path = join(file.parentPath, id);
    if (!file.isFile() || file.name !== unfinished(id) || !z.uuid().safeParse(id).success) continue;
    if (await hasDocument(db, id)) await rename(unfinished(path), path);
    else await rm(unfinished(path), { force: true });
  }
}

const unfinishedEnd = '.unfinished';

function unfinished(path: string): string {
  return `${path}${unfinishedEnd}`;
}

function noneYet(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

function nameOf(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, '') || fileName;
}

function alreadyThere(title: string): Failure {
  return new Failure('picture.already-there', 409, { title });
}

import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { maskPersonNumbers } from '@datalab/warehouse';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { FileReply } from '../../platform/http/binding.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { PictureDeps } from './picture.deps.ts';
import { mayAdd, requireOpenPicture } from './picture.policy.ts';
import {
  type DocumentRow,
  deleteDocument,
  findDocument,
  listFindings,
  listPages,
} from './picture.queries.ts';
import { mayRemoveNow, rowToDocument, rowToFinding, toPermission } from './picture.view.ts';

export interface DocumentPlace {
  readonly edition: string;
  readonly document: string;
}

export function createDocuments(deps: PictureDeps) {
  const { db, record, findEdition, lockStep } = deps;
  const pathOf = (edition: string, document: string): string => join(deps.documents, edition, document);

  async function requireDocument(edition: EditionAccess, id: string): Promise<DocumentRow> {
    const row = await findDocument(db, edition.id, id);
    if (row === undefined) throw new Failure('picture.document-unknown', 404);
    return row;
  }

  return {
    async get(actor: Actor, place: DocumentPlace) {
      const edition = await findEdition(place.edition, actor);
      const row = await requireDocument(edition, place.document);
      const findings = await listFindings(db, edition.id);
      return {
        document: rowToDocument(row, findings, edition, actor),
        pages: await listPages(db, row.id),
        findings: findings
          .filter(({ document }) => document === row.id)
          .map((finding) => rowToFinding(finding, [row])),
        may: { note: toPermission(mayAdd(actor, edition)) },
      };
    },

    async download(actor: Actor, place: DocumentPlace): Promise<FileReply> {
      const edition = await findEdition(place.edition, actor);
      const row = await requireDocument(edition, place.document);
      const file = await open(pathOf(edition.slug, row.id));
      return {
        fileName: maskPersonNumbers(row.file_name),
        bytes: row.bytes,
        stream: Readable.toWeb(file.createReadStream()) as ReadableStream,
      };
    },

    async remove(actor: Actor, place: DocumentPlace): Promise<void> {
      const edition = await findEdition(place.edition, actor);
      const row = await requireDocument(edition, place.document);
      await db.transaction().execute(async (tx) => {
        requireOpenPicture(await lockStep(tx, edition.id));
        const answer = mayRemoveNow(row, await listFindings(tx, edition.id), edition, actor);
        const isCited = !answer.allowed && answer.reason === 'picture.document-is-cited';
        requireAllowed(answer, isCited ? 409 : 403);
        await deleteDocument(tx, row.id);
        await record(tx, {
          actor,
          action: 'picture.document-removed',
          subject: `document/${row.id}`,
          edition: place.edition,
          details: { sha256: row.sha256 },
        });
      });
      await rm(pathOf(edition.slug, row.id), { force: true });
    },
  };
}

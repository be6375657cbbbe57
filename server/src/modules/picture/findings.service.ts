import type { Tx } from '../../platform/db/database.ts';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { PictureAction } from './actions.contract.ts';
import type { PictureFinding } from './picture.contract.ts';
import type { PictureDeps } from './picture.deps.ts';
import { mayAdd, requireOpenPicture } from './picture.policy.ts';
import {
  deleteFinding,
  findDocument,
  insertFinding,
  listDocuments,
  listFindings,
  listPages,
  updateFinding,
} from './picture.queries.ts';
import type { PictureTables } from './picture.tables.ts';
import { rowToFinding } from './picture.view.ts';

export interface FindingPlace {
  readonly edition: string;
  readonly finding: string;
}

interface FindingWords {
  readonly text: string;
  readonly questions: readonly string[];
}

interface NewFinding extends FindingWords {
  readonly document: string;
  readonly page: number;
  readonly quote: string;
}

export function createFindings(deps: PictureDeps) {
  const { db, findEdition } = deps;

  async function openEdition(actor: Actor, slug: string): Promise<EditionAccess> {
    const edition = await findEdition(slug, actor);
    requireAllowed(mayAdd(actor, edition), edition.questionListLocked ? 409 : 403);
    return edition;
  }

  async function getFinding(edition: EditionAccess, id: string): Promise<PictureFinding> {
    const row = (await listFindings(db, edition.id)).find((one) => one.id === id);
    if (row === undefined) throw new Failure('picture.finding-unknown', 404);
    return rowToFinding(row, await listDocuments(db, edition.id));
  }

  async function requireQuestions(edition: EditionAccess, questions: readonly string[]): Promise<void> {
    const known = await deps.listQuestions(edition.id);
    if (questions.every((id) => known.some((question) => question.id === id))) return;
    throw new Failure('picture.question-unknown', 404);
  }

  function change(
    actor: Actor,
    edition: EditionAccess,
    entry: Pick<AuditEntry<PictureAction>, 'action' | 'subject' | 'details'>,
    work: (tx: Tx<PictureTables>) => Promise<void>,
  ): Promise<void> {
    return db.transaction().execute(async (tx) => {
      requireOpenPicture(await deps.lockStep(tx, edition.id));
      await work(tx);
      await deps.record(tx, { actor, edition: edition.slug, ...entry });
    });
  }

  return {
    async note(actor: Actor, slug: string, input: NewFinding): Promise<PictureFinding> {
      const edition = await openEdition(actor, slug);
      const document = await findDocument(db, edition.id, input.document);
      if (document === undefined) throw new Failure('picture.document-unknown', 404);
      const pages = await listPages(db, document.id);
      const page = pages.find((one) => one.page === input.page);
      if (page === undefined) throw new Failure('picture.page-unknown', 404, { pages: pages.length });
      if (!holdsQuote(page.text, input.quote)) {
        throw new Failure('picture.quote-not-on-page', 422, { page: input.page });
      }
      await requireQuestions(edition, input.questions);
      const id = deps.newId();
      const entry = {
        action: 'picture.finding-noted' as const,
        subject: `picture-finding/${id}`,
        details: { document: document.id, page: input.page },
      };
      await change(actor, edition, entry, (tx) =>
        insertFinding(tx, {
          id,
          edition: edition.id,
          ...input,
          organisation: actor.organisation,
          by: actor.name,
          at: deps.now(),
        }),
      );
      return getFinding(edition, id);
    },

    async reword(actor: Actor, place: FindingPlace, words: FindingWords): Promise<PictureFinding> {
      const edition = await openEdition(actor, place.edition);
      const finding = await getFinding(edition, place.finding);
      await requireQuestions(edition, words.questions);
      const entry = { action: 'picture.finding-changed' as const, subject: `picture-finding/${finding.id}` };
      await change(actor, edition, entry, (tx) => updateFinding(tx, finding.id, words));
      return getFinding(edition, finding.id);
    },

    async remove(actor: Actor, place: FindingPlace): Promise<void> {
      const edition = await openEdition(actor, place.edition);
      const finding = await getFinding(edition, place.finding);
      const entry = { action: 'picture.finding-removed' as const, subject: `picture-finding/${finding.id}` };
      await change(actor, edition, entry, (tx) => deleteFinding(tx, finding.id));
    },
  };
}

/** Line ends and spaces differ between what is shown and what is kept; words do not. */
function holdsQuote(page: string, quote: string): boolean {
  const plain = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  return plain(page).includes(plain(quote));
}

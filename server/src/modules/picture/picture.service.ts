import type { Actor } from '../../platform/http/actor.ts';
import type { Picture, PictureHit } from './picture.contract.ts';
import { coverageOf } from './picture.coverage.ts';
import type { PictureDeps } from './picture.deps.ts';
import { mayAdd } from './picture.policy.ts';
import { listDocuments, listFindings, searchPages } from './picture.queries.ts';
import { rowToDocument, rowToFinding, toPermission } from './picture.view.ts';

export function createPictureService(deps: PictureDeps) {
  const { db, findEdition } = deps;
  return {
    async get(actor: Actor, slug: string): Promise<Picture> {
      const edition = await findEdition(slug, actor);
      const [documents, findings, questions] = await Promise.all([
        listDocuments(db, edition.id),
        listFindings(db, edition.id),
        deps.listQuestions(edition.id),
      ]);
      const shown = findings.map((row) => rowToFinding(row, documents));
      return {
        documents: documents
          .filter(({ withdrawn_at }) => withdrawn_at === null)
          .map((row) => rowToDocument(row, findings, edition, actor)),
        findings: shown,
        questions: questions.map(({ id, status }) => ({
          question: id,
          coverage: coverageOf(
            status,
            shown.filter((one) => one.withdrawn === null && one.questions.includes(id)).length,
          ),
        })),
        may: { add: toPermission(mayAdd(actor, edition)) },
      };
    },

    async search(actor: Actor, slug: string, words: string): Promise<PictureHit[]> {
      const edition = await findEdition(slug, actor);
      return searchPages(db, edition.id, words);
    },
  };
}

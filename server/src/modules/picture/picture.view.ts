import { maskPersonNumbers } from '@datalab/warehouse';
import { denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Permission } from '../../platform/http/common.contract.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { PictureDocument, PictureFinding } from './picture.contract.ts';
import { mayRemove } from './picture.policy.ts';
import type { DocumentRow, FindingRow } from './picture.queries.ts';

export function rowToDocument(
  row: DocumentRow,
  findings: readonly Pick<FindingRow, 'document'>[],
  edition: EditionAccess,
  actor: Actor,
): PictureDocument {
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    fileName: maskPersonNumbers(row.file_name),
    bytes: row.bytes,
    sha256: row.sha256,
    pages: row.pages,
    organisation: row.organisation,
    by: row.by,
    at: row.at.toISOString(),
    may: { remove: toPermission(mayRemoveNow(row, findings, edition, actor)) },
  };
}

/** What a finding rests on stays. */
export function mayRemoveNow(
  row: DocumentRow,
  findings: readonly Pick<FindingRow, 'document'>[],
  edition: EditionAccess,
  actor: Actor,
): PolicyAnswer {
  const answer = mayRemove(actor, row.organisation, edition);
  if (!answer.allowed) return answer;
  const n = findings.filter(({ document }) => document === row.id).length;
  return n === 0 ? answer : denied('picture.document-is-cited', { n });
}

export function rowToFinding(row: FindingRow, documents: readonly DocumentRow[]): PictureFinding {
  const document = documents.find(({ id }) => id === row.document);
  if (document === undefined) throw new Error('A finding cites a document that is not there');
  const { id, title, kind, organisation, withdrawn_at: withdrawnAt } = document;
  return {
    id: row.id,
    number: row.number,
    text: row.text,
    document: { id, title, kind },
    page: row.page,
    quote: row.quote,
    questions: [...row.questions],
    organisation: row.organisation,
    by: row.by,
    at: row.at.toISOString(),
    withdrawn: withdrawnAt === null ? null : { organisation, at: withdrawnAt.toISOString() },
  };
}

export function toPermission(answer: PolicyAnswer): Permission {
  if (answer.allowed) return { allowed: true };
  const { reason, params } = answer;
  return params === undefined
    ? { allowed: false, reason }
    : { allowed: false, reason, params: { ...params } };
}

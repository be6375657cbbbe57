import { createHash } from 'node:crypto';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { FileReply, Upload } from '../../platform/http/binding.ts';
import { type AssessmentsDeps, changeEdition, type EditionView, writtenBy } from './assessments.deps.ts';
import { mayBringFile, mayTakePart } from './assessments.policy.ts';
import { type FileRow, findFile, findForm, insertFile, listFiles } from './assessments.queries.ts';
import { fillDpia } from './exchange/fill-dpia.ts';
import { type Output, readOutput, UnreadableOutput } from './exchange/read-output.ts';
import type { AssessmentFile, AssessmentFileContent } from './exchange.contract.ts';
import { readUpload } from './upload-bytes.ts';

export async function showFiles(deps: AssessmentsDeps, edition: EditionView): Promise<AssessmentFile[]> {
  const rows = await listFiles(deps.db, edition.id);
  return Promise.all(rows.map(async (row) => toFile(row, await readKept(deps, row))));
}

/** Kept byte for byte, whatever is wrong with it; refused only when it is no form of the ministry at all. */
export async function bringFile(
  deps: AssessmentsDeps,
  actor: Actor,
  slug: string,
  upload: Upload | undefined,
): Promise<AssessmentFile> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayBringFile(actor, edition));
  const { fileName, bytes } = await readUpload(upload);
  const { kind, urn } = readSent(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const row: FileRow = {
    id: deps.newId(),
    edition: edition.id,
    file_name: fileName.toWellFormed().replaceAll('\0', '').slice(-200),
    sha256,
    content: bytes,
    ...writtenBy(actor, deps),
  };
  await changeEdition(deps, actor, edition, async (tx) => {
    await insertFile(tx, row);
    return { action: 'assessments.file-brought', details: { kind, urn, sha256 } };
  });
  return toFile(row, await readKept(deps, row));
}

const refusals = {
  'not-json': 'assessments.file-not-json',
  unsafe: 'assessments.file-unsafe',
  'other-form': 'assessments.file-other-form',
} as const;

function readSent(bytes: Uint8Array): Output {
  try {
    const output = readOutput(bytes);
    if (output.kind === 'prescan') throw new UnreadableOutput('other-form');
    return output;
  } catch (error) {
    if (!(error instanceof UnreadableOutput)) throw error;
    throw new Failure(refusals[error.reason], 422);
  }
}

export async function readFile(
  deps: AssessmentsDeps,
  actor: Actor,
  place: { readonly edition: string; readonly file: string },
): Promise<AssessmentFileContent> {
  const row = await getFile(deps, actor, place);
  const kept = await readKept(deps, row);
  return {
    ...toFile(row, kept),
    content: kept.output.answers.map(({ question, index, texts }) => ({
      question,
      index,
      title: kept.titles?.get(question) ?? null,
      texts: [...texts],
    })),
  };
}

export async function downloadFile(
  deps: AssessmentsDeps,
  actor: Actor,
  place: { readonly edition: string; readonly file: string },
): Promise<FileReply> {
  const { file_name: fileName, content } = await getFile(deps, actor, place);
  return toReply(fileName, content);
}

/** On top of the DPIA that was brought last, if there is one. */
export async function exportDpia(deps: AssessmentsDeps, actor: Actor, slug: string): Promise<FileReply> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayTakePart(actor, edition));
  const facts = await deps.readFacts(slug, actor);
  const outputs = (await listFiles(deps.db, edition.id)).map(({ content }) => readOutput(content));
  const base = outputs.find(({ kind, otherVersion }) => kind === 'dpia' && !otherVersion);
  const filled = fillDpia(base?.document ?? null, facts, deps.now());
  return toReply(`dpia-${slug}.json`, Buffer.from(JSON.stringify(filled, null, 2)));
}

async function getFile(
  deps: AssessmentsDeps,
  actor: Actor,
  { edition: slug, file }: { readonly edition: string; readonly file: string },
): Promise<FileRow> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayTakePart(actor, edition));
  const row = await findFile(deps.db, edition.id, file);
  if (row === undefined) throw new Failure('assessments.file-unknown', 404);
  return row;
}

interface Kept {
  readonly output: Output;
  /** Of the questions of its form; null while nobody brought the form itself. */
  readonly titles: ReadonlyMap<string, string> | null;
}

async function readKept(deps: AssessmentsDeps, row: FileRow): Promise<Kept> {
  const output = readOutput(row.content);
  const form = await findForm(deps.db, `urn:nl:${output.kind}`);
  if (form === undefined) return { output, titles: null };
  const { questions } = deps.readForm(form).literal;
  return { output, titles: new Map(questions.map(({ id, title }) => [id, title])) };
}

function toFile(row: FileRow, { output, titles }: Kept): AssessmentFile {
  if (output.kind === 'prescan') throw new Error(`a pre-scan was kept as a file: ${row.id}`);
  const asked = [...new Set(output.answers.map(({ question }) => question))];
  return {
    id: row.id,
    kind: output.kind,
    urn: output.urn,
    fileName: row.file_name,
    sha256: row.sha256,
    bytes: row.content.byteLength,
    by: { name: row.person_name, organisation: row.person_organisation },
    at: row.at.toISOString(),
    answers: output.answers.length,
    otherVersion: output.otherVersion,
    outsideSchema: [...output.outsideSchema],
    unknown: titles === null ? null : asked.filter((question) => !titles.has(question)),
  };
}

function toReply(fileName: string, bytes: Uint8Array): FileReply {
  return { fileName, bytes: bytes.byteLength, stream: new Blob([Buffer.from(bytes)]).stream() };
}

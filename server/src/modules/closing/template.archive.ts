import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { findUnstorableTexts } from '../../platform/db/storable-text.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import { importedFile } from './export.contract.ts';
import { exportFormat, exportVersion, type Template } from './template.contract.ts';

const entriesMax = 500;
const contentMaxBytes = 5_000_000;
const ratioMax = 200;
const contentName = 'edition.json';

/** The words of an export that another edition may start from. Only the one file that holds them is unpacked. */
export function archiveToTemplate(archive: Uint8Array): Template {
  const content = parseJson(unpackContent(archive));
  requireVersion(content);
  const parsed = importedFile.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Failure('closing.file-invalid', 422, {
      where: `${contentName}: ${placeOf(issue?.path ?? [])}`,
    });
  }
  const [unstorable] = findUnstorableTexts(parsed.data, contentName);
  if (unstorable !== undefined) throw new Failure('closing.file-invalid', 422, { where: unstorable.path });
  const { edition, organisations, dataSets, exportedAt, goals, questions, canvas, problemCheck, lessons } =
    parsed.data;
  const names = new Map(organisations.map(({ slug, name }) => [slug, name]));
  const nameOf = (slug: string): LocalText => names.get(slug) ?? { nl: slug, en: slug };
  const lost = questions.findIndex(({ goal }) => goal >= goals.length);
  if (lost >= 0) {
    throw new Failure('closing.file-invalid', 422, { where: `${contentName}: questions[${lost}].goal` });
  }
  return {
    source: { slug: edition.slug, title: edition.title, organisation: nameOf(edition.initiator), exportedAt },
    aim: edition.aim,
    theme: edition.theme,
    goals,
    questions,
    canvas,
    problemCheck,
    dataSets: dataSets.map(({ name, owner }) => ({ name, owner: nameOf(owner) })),
    lessons,
  };
}

function unpackContent(archive: Uint8Array): Uint8Array {
  let entries = 0;
  const files = unpack(archive, ({ name, size, originalSize }) => {
    entries += 1;
    if (entries > entriesMax) throw tooMuch(`${entries} > ${entriesMax}`);
    if (name !== contentName) return false;
    if (originalSize > contentMaxBytes || originalSize > size * ratioMax) throw tooMuch(contentName);
    return true;
  });
  const content = files[contentName];
  if (content === undefined) throw new Failure('closing.file-incomplete', 422, { where: contentName });
  return content;
}

function unpack(
  archive: Uint8Array,
  filter: (entry: { name: string; size: number; originalSize: number }) => boolean,
): Record<string, Uint8Array> {
  try {
    return unzipSync(archive, { filter });
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw unreadable('.zip');
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(bytes));
  } catch {
    throw unreadable(contentName);
  }
}

function requireVersion(content: unknown): void {
  const head = z.object({ format: z.literal(exportFormat), version: z.int() }).safeParse(content);
  if (!head.success) throw unreadable(contentName);
  const { version } = head.data;
  if (version === exportVersion) return;
  throw new Failure('closing.file-other-version', 422, { found: version, known: exportVersion });
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (place, key) =>
      typeof key === 'number' ? `${place}[${key}]` : `${place}${place === '' ? '' : '.'}${String(key)}`,
    '',
  );
}

function unreadable(where: string): Failure {
  return new Failure('closing.file-unreadable', 422, { where });
}

function tooMuch(where: string): Failure {
  return new Failure('closing.file-too-much', 413, { where });
}

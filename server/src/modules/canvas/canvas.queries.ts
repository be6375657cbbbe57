import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { BoxKey } from './boxes.contract.ts';
import type { CanvasBox, CanvasNote, CanvasPerson, CanvasVersion } from './canvas.contract.ts';
import type { CanvasTables, NotesTable, VersionsTable } from './canvas.tables.ts';

type Reader = Db<CanvasTables>;
type Writer = Tx<CanvasTables>;
type NoteRow = Selectable<NotesTable>;
type VersionRow = Selectable<VersionsTable>;

/** The next revision of a board; nobody else changes the board until the transaction ends. */
export async function nextRevision(tx: Writer, edition: string, box: BoxKey): Promise<number> {
  const { revision } = await tx
    .insertInto('canvas_boards')
    .values({ edition, revision: 1 })
    .onConflict((conflict) =>
      conflict.column('edition').doUpdateSet({ revision: sql<number>`canvas_boards.revision + 1` }),
    )
    .returning('revision')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('canvas_boxes')
    .values({ edition, box, revision })
    .onConflict((conflict) => conflict.columns(['edition', 'box']).doUpdateSet({ revision }))
    .execute();
  return revision;
}

export async function boxesChangedSince(db: Reader, edition: string, revision: number): Promise<BoxKey[]> {
  const rows = await db
    .selectFrom('canvas_boxes')
    .select('box')
    .where('edition', '=', edition)
    .where('revision', '>', revision)
    .orderBy('revision')
    .execute();
  return rows.map(({ box }) => box);
}

export async function readBoxes(db: Reader, edition: string, keys: readonly BoxKey[]): Promise<CanvasBox[]> {
  if (keys.length === 0) return [];
  // First the revisions: what is read after them is at least as new as they say.
  const revisions = await db
    .selectFrom('canvas_boxes')
    .select(['box', 'revision'])
    .where('edition', '=', edition)
    .where('box', 'in', keys)
    .execute();
  const [notes, versions, assents] = await Promise.all([
    db
      .selectFrom('canvas_notes')
      .selectAll()
      .where('edition', '=', edition)
      .where('box', 'in', keys)
      .orderBy('at')
      .orderBy('id')
      .execute(),
    listVersionRows(db, edition, keys),
    db
      .selectFrom('canvas_assents')
      .select(['box', 'number', 'by'])
      .where('edition', '=', edition)
      .where('box', 'in', keys)
      .orderBy('at')
      .execute(),
  ]);
  return keys.map((key) => {
    const own = versions.filter(({ box }) => box === key).map(rowToVersion);
    const agreed = newestAgreed(own);
    const noted = (kind: NoteRow['kind']) =>
      notes.filter((row) => row.box === key && row.kind === kind).map(rowToNote);
    return {
      key,
      revision: revisions.find(({ box }) => box === key)?.revision ?? 0,
      agreed:
        agreed === undefined
          ? null
          : {
              ...agreed,
              assents: assents
                .filter(({ box, number }) => box === key && number === agreed.number)
                .map(({ by }) => by),
            },
      competing: own.filter(({ state }) => state === 'competing'),
      versions: own.length,
      contributions: noted('contribution'),
      comments: noted('comment'),
    };
  });
}

export async function listVersions(db: Reader, edition: string, box: BoxKey): Promise<CanvasVersion[]> {
  return (await listVersionRows(db, edition, [box])).map(rowToVersion);
}

export function newestAgreed(versions: readonly CanvasVersion[]): CanvasVersion | undefined {
  return versions.findLast(({ state }) => state === 'agreed');
}

export async function findNote(tx: Writer, id: string): Promise<NoteRow | undefined> {
  return tx.selectFrom('canvas_notes').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function saveNote(
  tx: Writer,
  note: { edition: string; box: BoxKey; kind: NoteRow['kind'] } & Pick<CanvasNote, 'id' | 'text' | 'by'> & {
      at: Date;
    },
): Promise<void> {
  const { by } = note;
  const text = JSON.stringify(note.text);
  await tx
    .insertInto('canvas_notes')
    .values({ ...note, text, person: by.id, by: JSON.stringify(by) })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ text }))
    .execute();
}

export async function deleteNote(tx: Writer, id: string): Promise<void> {
  await tx.deleteFrom('canvas_notes').where('id', '=', id).execute();
}

export async function insertVersion(
  tx: Writer,
  place: { edition: string; box: BoxKey },
  version: Omit<CanvasVersion, 'at'> & { at: Date },
): Promise<void> {
  const { basedOn, text, by, ...rest } = version;
  await tx
    .insertInto('canvas_versions')
    .values({
      ...place,
      ...rest,
      based_on: basedOn,
      text: JSON.stringify(text),
      by: JSON.stringify(by),
    })
    .execute();
}

export async function recordVersionOutcome(
  tx: Writer,
  place: { edition: string; box: BoxKey },
  number: number,
  state: 'taken' | 'set-aside',
): Promise<void> {
  await tx
    .updateTable('canvas_versions')
    .set({ state })
    .where('edition', '=', place.edition)
    .where('box', '=', place.box)
    .where('number', '=', number)
    .execute();
}

export async function saveAssent(
  tx: Writer,
  place: { edition: string; box: BoxKey },
  assent: { number: number; by: CanvasPerson; at: Date },
): Promise<void> {
  const { number, by, at } = assent;
  await tx
    .insertInto('canvas_assents')
    .values({ ...place, number, at, person: by.id, by: JSON.stringify(by) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function listVersionRows(db: Reader, edition: string, keys: readonly BoxKey[]): Promise<VersionRow[]> {
  return db
    .selectFrom('canvas_versions')
    .selectAll()
    .where('edition', '=', edition)
    .where('box', 'in', keys)
    .orderBy('number')
    .execute();
}

function rowToNote(row: NoteRow): CanvasNote {
  return { id: row.id, text: row.text, by: row.by, at: row.at.toISOString() };
}

function rowToVersion(row: VersionRow): CanvasVersion {
  const { number, text, by, step, state } = row;
  return { number, text, by, step, state, at: row.at.toISOString(), basedOn: row.based_on };
}

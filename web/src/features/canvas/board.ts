import type {
  Canvas,
  CanvasBox,
  CanvasNote,
  CanvasPerson,
  ProjectRisk,
} from '@datalab/server/modules/canvas/canvas.contract.ts';

/** The board with one box as it is now; an older word about the box than the one known changes nothing. */
export function withBox(board: Canvas, box: CanvasBox, risks: readonly ProjectRisk[]): Canvas {
  const known = board.boxes.find(({ key }) => key === box.key);
  if (known !== undefined && known.revision > box.revision) return board;
  return {
    revision: Math.max(board.revision, box.revision),
    boxes: board.boxes.map((candidate) => (candidate.key === box.key ? box : candidate)),
    risks: box.revision >= board.revision ? [...risks] : board.risks,
  };
}

/** The board as it was read, with what came in while it was being read. */
export function newestOf(known: Canvas | undefined, read: Canvas): Canvas {
  if (known === undefined || known.revision <= read.revision) return read;
  const newer = known.boxes.filter(({ revision }) => revision > read.revision);
  return newer.reduce((board, box) => withBox(board, box, known.risks), read);
}

/** Everybody who has a part in a box, each once: writers, people who agree, contributors. */
export function peopleOf(box: CanvasBox): CanvasPerson[] {
  const people = [
    ...(box.agreed?.assents ?? []),
    ...box.competing.map(({ by }) => by),
    ...box.contributions.map(({ by }) => by),
  ];
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

/** Contributions per person, in the order in which people came. */
export function notesByPerson(
  notes: readonly CanvasNote[],
): readonly { by: CanvasPerson; notes: readonly CanvasNote[] }[] {
  const groups = Map.groupBy(notes, ({ by }) => by.id);
  return [...groups.values()].flatMap((own) => (own[0] === undefined ? [] : [{ by: own[0].by, notes: own }]));
}

/** A new id for what somebody writes; also where the page is not served over https. */
export function newNoteId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

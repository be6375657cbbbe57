import type { EventSink } from '../../platform/http/event-stream.ts';
import type { CanvasEvent, CanvasPerson } from './canvas.contract.ts';

type Sink = EventSink<CanvasEvent>;

export interface CanvasChannel {
  /** Listens to a board, and is seen there until the way back is called. */
  join(edition: string, person: CanvasPerson, sink: Sink): () => void;
  publish(edition: string, event: CanvasEvent): void;
  isWatched(edition: string): boolean;
}

/** The readers of each board in this process. */
export function createCanvasChannel(): CanvasChannel {
  const boards = new Map<string, Map<Sink, CanvasPerson>>();

  function publish(edition: string, event: CanvasEvent): void {
    const id = event.kind === 'box' ? { id: String(event.box.revision) } : {};
    for (const sink of [...(boards.get(edition)?.keys() ?? [])]) sink.send({ ...id, data: event });
  }

  function publishPresence(edition: string): void {
    const people = new Map([...(boards.get(edition)?.values() ?? [])].map((person) => [person.id, person]));
    publish(edition, { kind: 'present', people: [...people.values()] });
  }

  return {
    publish,
    isWatched: (edition) => boards.has(edition),
    join(edition, person, sink) {
      const board = boards.get(edition) ?? new Map<Sink, CanvasPerson>();
      boards.set(edition, board.set(sink, person));
      publishPresence(edition);
      return () => {
        board.delete(sink);
        if (board.size === 0) boards.delete(edition);
        else publishPresence(edition);
      };
    },
  };
}

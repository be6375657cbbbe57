import type { Tx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Subscription } from '../../platform/http/event-stream.ts';
import { type BoxKey, boxKeys } from './boxes.contract.ts';
import type { CanvasChannel } from './canvas.channel.ts';
import type { Canvas, CanvasBox, CanvasEvent, CanvasPerson, CanvasVersion } from './canvas.contract.ts';
import type { CanvasDeps, CanvasEdition } from './canvas.deps.ts';
import { boxesChangedSince, listVersions, nextRevision, readBoxes } from './canvas.queries.ts';
import { findRisks } from './canvas.risks.ts';
import type { CanvasTables } from './canvas.tables.ts';

/** A box of the canvas of an edition, as its address names them. */
export interface BoxAddress {
  readonly edition: string;
  readonly box: BoxKey;
}

/** A change under way: nobody else changes this board before it is through. */
export interface BoxChange {
  readonly tx: Tx<CanvasTables>;
  readonly edition: CanvasEdition;
  readonly place: { readonly edition: string; readonly box: BoxKey };
  readonly actor: Actor;
  readonly by: CanvasPerson;
  readonly at: Date;
}

/** What another server needs to show the same. */
interface PublishedChange {
  readonly edition: CanvasEdition;
  readonly box: BoxKey;
}

const topic = 'canvas';
const noChanges: Pick<Canvas, 'boxes' | 'risks'> = { boxes: [], risks: [] };

export type ChangeBox = (
  actor: Actor,
  address: BoxAddress,
  write: (change: BoxChange) => Promise<void>,
) => Promise<CanvasBox>;

export function createCanvasBoard(
  { db, findEdition, lockStep, findFacts, notifications, now }: CanvasDeps,
  channel: CanvasChannel,
) {
  async function read(edition: CanvasEdition): Promise<Canvas> {
    const boxes = await readBoxes(db, edition.id, boxKeys);
    const risks = findRisks(await findFacts(edition), boxes);
    return { revision: Math.max(...boxes.map(({ revision }) => revision)), boxes, risks };
  }

  async function show(edition: CanvasEdition, key: BoxKey): Promise<CanvasBox> {
    const { boxes, risks } = await read(edition);
    const box = boxes.find((candidate) => candidate.key === key);
    if (box === undefined) throw new Error(`the canvas has no box ${key}`);
    channel.publish(edition.id, { kind: 'box', box, risks });
    return box;
  }

  notifications.subscribe(topic, (subject) => {
    const { edition, box } = JSON.parse(subject) as PublishedChange;
    // What cannot be read now is seen when the board is opened again.
    if (channel.isWatched(edition.id)) show(edition, box).catch(() => {});
  });

  /** One change of one box: written, then published to everybody who has the board open. */
  const change: ChangeBox = async (actor, { edition: slug, box: key }, write) => {
    const edition = await findEdition(slug, actor);
    await db.transaction().execute(async (tx) => {
      const currentStep = await lockStep(tx, edition.id);
      await nextRevision(tx, edition.id, key);
      const place = { edition: edition.id, box: key };
      const locked = { id: edition.id, slug, currentStep };
      await write({ tx, edition: locked, place, actor, by: toPerson(actor), at: now() });
      const published: PublishedChange = { edition: locked, box: key };
      await notifications.publish(tx, topic, JSON.stringify(published));
    });
    return show(edition, key);
  };

  return {
    change,

    async get(actor: Actor, slug: string): Promise<Canvas> {
      return read(await findEdition(slug, actor));
    },

    /** What changed since a revision, then everything as it happens. */
    async follow(actor: Actor, slug: string, since: number): Promise<Subscription<CanvasEvent>> {
      const edition = await findEdition(slug, actor);
      return (sink) => {
        let isCaughtUp = false;
        // Until then nothing has an id, so that a reader whose connection breaks is sent again what is still missing.
        const send: typeof sink.send = ({ id, data }) =>
          sink.send(isCaughtUp && id !== undefined ? { id, data } : { data });
        const leave = channel.join(edition.id, toPerson(actor), { send, end: () => sink.end() });
        const catchUp = async (): Promise<void> => {
          const changed = await boxesChangedSince(db, edition.id, since);
          const { boxes, risks } = changed.length === 0 ? noChanges : await read(edition);
          const missed = boxes.filter(({ key }) => changed.includes(key));
          for (const box of missed.toSorted((one, other) => one.revision - other.revision)) {
            sink.send({ id: String(box.revision), data: { kind: 'box', box, risks } });
          }
          isCaughtUp = true;
        };
        catchUp().catch(() => sink.end());
        return leave;
      };
    },

    async history(actor: Actor, { edition: slug, box }: BoxAddress): Promise<CanvasVersion[]> {
      const edition = await findEdition(slug, actor);
      return (await listVersions(db, edition.id, box)).toReversed();
    },
  };
}

function toPerson({ id, name, organisation }: Actor): CanvasPerson {
  return { id, name, organisation };
}

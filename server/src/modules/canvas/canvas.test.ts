import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { EventSink } from '../../platform/http/event-stream.ts';
import { inDutch } from '../../platform/http/local-text.testing.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import { canvasLanes } from './boxes.contract.ts';
import { createCanvasBoard } from './canvas.board.ts';
import { type CanvasChannel, createCanvasChannel } from './canvas.channel.ts';
import { type CanvasEvent, canvasEvent, canvas as canvasSchema } from './canvas.contract.ts';
import type { CanvasDeps } from './canvas.deps.ts';
import { createCanvasNotes } from './canvas.notes.ts';
import { type CanvasTables, canvasMigrations } from './canvas.tables.ts';
import { createCanvasTexts } from './canvas.texts.ts';

function person(id: string, organisation: string): Actor {
  return {
    id,
    name: `Name of ${id}`,
    email: `${id}@${organisation}.example`,
    organisation,
    roles: ['participant'],
  };
}

const pia = person('pia', 'police');
const hal = person('hal', 'housing');
const outsider = person('eve', 'elsewhere');
const slug = 'quiet-streets';
const core = { edition: slug, box: 'core' } as const;

describe.each(engines)('the canvas on $name', ({ open }) => {
  let database: Database;
  let log: AuditEntry[];
  let edition: { id: string; slug: string; currentStep: 'prioritise' | 'picture' | 'solve' };
  let channel: CanvasChannel;
  let board: ReturnType<typeof createCanvasBoard>;
  let notes: ReturnType<typeof createCanvasNotes>;
  let texts: ReturnType<typeof createCanvasTexts>;

  beforeAll(async () => {
    database = await open([canvasMigrations]);
  });
  afterAll(() => database.close());

  beforeEach(() => {
    log = [];
    edition = { id: randomUUID(), slug, currentStep: 'prioritise' };
    const deps: CanvasDeps = {
      db: database.tables<CanvasTables>(),
      record: async (_tx, entry) => void log.push(entry),
      findEdition: async (_slug, actor) => {
        if (actor === outsider) throw new Failure('editions.not-a-participant', 403);
        return edition;
      },
      lockStep: async () => edition.currentStep,
      findFacts: async () => ({ currentStep: 'prioritise', goals: [], questions: [], dataSets: [] }),
      notifications: database.notifications,
      now: () => new Date(),
    };
    channel = createCanvasChannel();
    board = createCanvasBoard(deps, channel);
    notes = createCanvasNotes(board.change);
    texts = createCanvasTexts(board.change, deps.record);
  });

  test('keeps the other language of a text and of a contribution that is written again in one', async () => {
    const both = { nl: 'Steeds dezelfde adressen', en: 'The same addresses again' };
    const merged = { nl: 'Altijd dezelfde adressen', en: both.en, writtenIn: 'nl' };
    await texts.propose(pia, core, { text: both, basedOn: 0 });
    const { agreed } = await texts.propose(hal, core, { text: inDutch(merged.nl), basedOn: 1 });
    expect(agreed).toMatchObject({ number: 2, text: merged });
    const late = await texts.propose(pia, core, { text: inDutch('Vaak hetzelfde adres'), basedOn: 1 });
    expect(late.competing[0]?.text).toMatchObject({
      nl: 'Vaak hetzelfde adres',
      en: both.en,
      writtenIn: 'nl',
    });
    const note = { ...core, note: randomUUID() };
    await notes.contribute(pia, note, both);
    const { contributions } = await notes.contribute(pia, note, inDutch(merged.nl));
    expect(contributions[0]?.text).toMatchObject(merged);
  });

  const propose = (actor: Actor, text: string, basedOn: number) =>
    texts.propose(actor, core, { text: inDutch(text), basedOn });

  function listen(actor: Actor, since = 0) {
    const events: CanvasEvent[] = [];
    const ids: (string | undefined)[] = [];
    let arrived = (): void => {};
    const sink: EventSink<CanvasEvent> = {
      send: ({ id, data }) => {
        events.push(canvasEvent.parse(data));
        ids.push(id);
        arrived();
      },
      end: () => {},
    };
    const until = (wanted: (event: CanvasEvent) => boolean): Promise<void> =>
      new Promise((resolve) => {
        arrived = () => {
          if (events.some(wanted)) resolve();
        };
        arrived();
      });
    return { events, ids, until, join: async () => (await board.follow(actor, slug, since))(sink) };
  }

  test('has every box of why, what and how before anybody wrote (36)', async () => {
    const { boxes } = canvasSchema.parse(await board.get(pia, slug));
    expect(canvasLanes.map(({ key }) => key)).toEqual(['why', 'what', 'how']);
    expect(boxes.map(({ key }) => key)).toEqual([
      ...['goals', 'core', 'task', 'for-whom', 'owner'],
      ...['questions', 'ethics', 'organise'],
      ...['parties-needed', 'parties-to-involve', 'knowledge', 'data', 'actions', 'budget'],
    ]);
    expect(boxes.map(({ key }) => key)).toEqual(canvasLanes.flatMap((lane) => [...lane.boxes]));
  });

  test('names before anybody wrote what makes a project hopeless (41)', async () => {
    const empty = await board.get(pia, slug);
    expect(empty.revision).toBe(0);
    expect(empty.risks.map(({ code }) => code)).toEqual(['no-data', 'no-core', 'no-owner', 'no-ethics']);
  });

  test('keeps what each person contributed side by side, apart from what is agreed (38)', async () => {
    await notes.contribute(pia, { ...core, note: randomUUID() }, inDutch('Steeds dezelfde adressen'));
    const box = await notes.contribute(
      hal,
      { ...core, note: randomUUID() },
      inDutch('Mensen wonen te vroeg alleen'),
    );
    expect(box.contributions.map(({ by, text }) => [by.organisation, text.nl])).toEqual([
      ['police', 'Steeds dezelfde adressen'],
      ['housing', 'Mensen wonen te vroeg alleen'],
    ]);
    expect(box.agreed).toBeNull();
    const agreed = await propose(pia, 'Mensen wonen te vroeg alleen, op dezelfde adressen', 0);
    expect(agreed.agreed?.text.nl).toBe('Mensen wonen te vroeg alleen, op dezelfde adressen');
    expect(agreed.contributions).toEqual(box.contributions);
  });

  test('takes the same contribution twice as one, and a new wording in its place', async () => {
    const note = randomUUID();
    await notes.contribute(pia, { ...core, note }, inDutch('Een'));
    await notes.contribute(pia, { ...core, note }, inDutch('Een'));
    const box = await notes.contribute(pia, { ...core, note }, inDutch('Twee'));
    expect(box.contributions.map(({ text }) => text.nl)).toEqual(['Twee']);
  });

  test('lets nobody change or remove the words of another, and leaves no trace of the attempt', async () => {
    const note = randomUUID();
    const { revision } = await notes.contribute(pia, { ...core, note }, inDutch('Van mij'));
    const refusal = { code: 'canvas.note-of-another', status: 403 };
    await expect(notes.contribute(hal, { ...core, note }, inDutch('Van mij nu'))).rejects.toMatchObject(
      refusal,
    );
    await expect(notes.takeBack(hal, { ...core, note })).rejects.toMatchObject(refusal);
    const other = { ...core, box: 'task', note } as const;
    await expect(notes.comment(pia, other, inDutch('Elders'))).rejects.toMatchObject({
      code: 'canvas.note-unknown',
    });
    const after = await board.get(pia, slug);
    expect(after.revision).toBe(revision);
    expect(after.boxes[1]?.contributions[0]?.text.nl).toBe('Van mij');
    expect((await notes.takeBack(pia, { ...core, note })).contributions).toEqual([]);
  });

  test('agrees on a text in versions, with who assents and an entry in the log (37)', async () => {
    await propose(pia, 'Mensen krijgen te laat steun', 0);
    const box = await propose(hal, 'Mensen met zorg thuis krijgen te laat steun', 1);
    expect(box).toMatchObject({ versions: 2, competing: [], agreed: { number: 2, basedOn: 1 } });
    const assented = await texts.assent(pia, { ...core, version: 2 });
    expect(assented.agreed?.assents.map(({ id }) => id)).toEqual(['hal', 'pia']);
    await expect(texts.assent(pia, { ...core, version: 1 })).rejects.toMatchObject({ status: 409 });
    expect((await board.history(pia, core)).map(({ number, by }) => [number, by.id])).toEqual([
      [2, 'hal'],
      [1, 'pia'],
    ]);
    expect(log.map(({ action, subject, edition: where }) => [action, subject, where])).toEqual([
      ['canvas.text-agreed', 'canvas/core', slug],
      ['canvas.text-agreed', 'canvas/core', slug],
    ]);
  });

  test('keeps two texts written over the same one side by side until somebody chooses', async () => {
    await propose(pia, 'Eerst', 0);
    const [one, other] = await Promise.all([propose(pia, 'Van Pia', 1), propose(hal, 'Van Hal', 1)]);
    const box = [one, other].find(({ competing }) => competing.length === 1);
    const agreed = box?.agreed;
    const competing = box?.competing[0];
    expect([agreed?.text.nl, competing?.text.nl].toSorted()).toEqual(['Van Hal', 'Van Pia']);
    const again = await propose(hal, competing?.text.nl ?? '', 1);
    expect(again.competing).toHaveLength(1);
    expect((await board.get(pia, slug)).risks).toContainEqual({ code: 'open-choices', n: 1, box: 'core' });

    const address = { ...core, version: 3 };
    await expect(texts.choose(pia, address, { choice: 'take', basedOn: 1 })).rejects.toMatchObject({
      code: 'canvas.changed-meanwhile',
    });
    const chosen = await texts.choose(pia, address, { choice: 'take', basedOn: 2 });
    expect(chosen.agreed?.text).toEqual(competing?.text);
    expect(chosen).toMatchObject({ competing: [], versions: 4 });
    await expect(texts.choose(hal, address, { choice: 'set-aside', basedOn: 4 })).rejects.toMatchObject({
      code: 'canvas.choice-made',
    });
    const history = await board.history(hal, core);
    expect(history.map(({ text }) => text.nl)).toContain(agreed?.text.nl);
  });

  test('can set a competing text aside without losing it', async () => {
    await propose(pia, 'Eerst', 0);
    await propose(hal, 'Daarnaast', 0);
    const box = await texts.choose(pia, { ...core, version: 2 }, { choice: 'set-aside', basedOn: 1 });
    expect(box).toMatchObject({ competing: [], agreed: { number: 1 } });
    expect((await board.history(hal, core))[0]).toMatchObject({
      state: 'set-aside',
      text: { nl: 'Daarnaast' },
    });
  });

  test('is looked at again in a later step: the same words then count anew (37)', async () => {
    await propose(pia, 'Zo is het', 0);
    expect((await propose(hal, 'Zo is het', 1)).versions).toBe(1);
    edition = { ...edition, currentStep: 'picture' };
    const box = await propose(hal, 'Zo is het', 1);
    expect(box).toMatchObject({ versions: 2, agreed: { number: 2, step: 'picture' } });
  });

  test('takes no question, as contribution or as comment, once the list of questions is locked (26)', async () => {
    const questions = { edition: slug, box: 'questions', note: randomUUID() } as const;
    const { contributions } = await notes.contribute(pia, questions, inDutch('Waar is het druk?'));
    expect(contributions).toHaveLength(1);
    edition = { ...edition, currentStep: 'solve' };
    const refusal = { code: 'analyses.question-locked', status: 409 };
    await expect(notes.contribute(pia, questions, inDutch('En wanneer?'))).rejects.toMatchObject(refusal);
    const comment = { ...questions, note: randomUUID() };
    await expect(notes.comment(hal, comment, inDutch('En wanneer?'))).rejects.toMatchObject(refusal);
    const { boxes } = await board.get(hal, slug);
    const box = boxes.find(({ key }) => key === 'questions');
    expect(box?.contributions.map(({ text }) => text.nl)).toEqual(['Waar is het druk?']);
    expect(box?.comments).toEqual([]);
    await notes.contribute(pia, { ...core, note: randomUUID() }, inDutch('Dit blijft kunnen'));
  });

  test('refuses an agreed text where goals and questions are agreed elsewhere, and everything to outsiders', async () => {
    await expect(
      texts.propose(pia, { edition: slug, box: 'goals' }, { text: inDutch('Minder'), basedOn: 0 }),
    ).rejects.toMatchObject({ code: 'canvas.agreed-elsewhere', status: 409 });
    const refusal = { code: 'editions.not-a-participant' };
    await expect(board.get(outsider, slug)).rejects.toMatchObject(refusal);
    await expect(board.follow(outsider, slug, 0)).rejects.toMatchObject(refusal);
    await expect(board.history(outsider, core)).rejects.toMatchObject(refusal);
    await expect(
      notes.contribute(outsider, { ...core, note: randomUUID() }, inDutch('Ik')),
    ).rejects.toMatchObject(refusal);
    await expect(propose(outsider, 'Ik', 0)).rejects.toMatchObject(refusal);
  });

  test('tells everybody on the board of a change, and who is there', async () => {
    const [mine, yours] = [listen(pia), listen(hal)];
    const leave = [await mine.join(), await yours.join()];
    await notes.comment(hal, { ...core, note: randomUUID() }, inDutch('Klopt dit?'));
    for (const { events } of [mine, yours]) {
      const box = events.find((event) => event.kind === 'box')?.box;
      expect(box?.comments.map(({ text }) => text.nl)).toEqual(['Klopt dit?']);
    }
    expect(mine.events[1]).toMatchObject({ kind: 'present', people: [{ id: 'pia' }, { id: 'hal' }] });
    leave[1]?.();
    expect(mine.events.at(-1)).toMatchObject({ kind: 'present', people: [{ id: 'pia' }] });
    leave[0]?.();
  });

  test('sends a returning reader only what changed since', async () => {
    await notes.comment(pia, { ...core, note: randomUUID() }, inDutch('Gezien'));
    const { revision } = await board.get(pia, slug);
    await notes.comment(hal, { edition: slug, box: 'budget', note: randomUUID() }, inDutch('Gemist'));
    const back = listen(pia, revision);
    const leave = await back.join();
    await back.until((event) => event.kind === 'box');
    expect(back.events.flatMap((event) => (event.kind === 'box' ? [event.box.key] : []))).toEqual(['budget']);
    leave();
  });

  test('numbers what a returning reader missed, so that a connection that breaks goes on from there', async () => {
    await notes.comment(hal, { edition: slug, box: 'budget', note: randomUUID() }, inDutch('Eerst'));
    await notes.comment(pia, { ...core, note: randomUUID() }, inDutch('Daarna'));
    const back = listen(pia);
    const leave = await back.join();
    await back.until((event) => event.kind === 'box' && event.box.key === 'core');
    const missed = back.events.flatMap((event, at) =>
      event.kind === 'box' ? [[event.box.key, back.ids[at], String(event.box.revision)]] : [],
    );
    expect(missed).toEqual([
      ['budget', '1', '1'],
      ['core', '2', '2'],
    ]);
    leave();
  });

  test('gives no number to what happens before a reader has caught up, or what they missed would be lost', async () => {
    await notes.comment(hal, { edition: slug, box: 'budget', note: randomUUID() }, inDutch('Eerst'));
    const { boxes, risks } = await board.get(pia, slug);
    const [box] = boxes;
    if (box === undefined) throw new Error('the canvas has no box');
    const back = listen(pia);
    const leave = await back.join();
    channel.publish(edition.id, { kind: 'box', box: { ...box, revision: 9 }, risks });
    await back.until((event) => event.kind === 'box' && event.box.key === 'budget');
    channel.publish(edition.id, { kind: 'box', box: { ...box, revision: 10 }, risks });
    const numbered = back.events.flatMap((event, at) =>
      event.kind === 'box' ? [[event.box.revision, back.ids[at]]] : [],
    );
    expect(numbered).toEqual([
      [9, undefined],
      [1, '1'],
      [10, '10'],
    ]);
    leave();
  });

  test('changes nothing when the log cannot be written', async () => {
    const broken = createCanvasTexts(board.change, () => Promise.reject(new Error('the log is full')));
    await expect(broken.propose(pia, core, { text: inDutch('Weg'), basedOn: 0 })).rejects.toThrow(
      'the log is full',
    );
    expect((await board.get(pia, slug)).revision).toBe(0);
  });
});

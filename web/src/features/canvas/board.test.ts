import type { Canvas, CanvasBox, CanvasNote } from '@datalab/server/modules/canvas/canvas.contract.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { newestOf, newNoteId, notesByPerson, peopleOf, withBox } from './board.ts';

const person = (id: string) => ({ id, name: id, organisation: 'police' });
const note = (id: string, by: string): CanvasNote => ({
  id,
  text: { nl: id, en: id },
  by: person(by),
  at: '2026-01-01T00:00:00Z',
});
const box = (key: CanvasBox['key'], revision: number, changes: Partial<CanvasBox> = {}): CanvasBox => ({
  key,
  revision,
  agreed: null,
  competing: [],
  versions: 0,
  contributions: [],
  comments: [],
  ...changes,
});
const board: Canvas = { revision: 4, boxes: [box('core', 4), box('task', 2)], risks: [] };
const risk = { code: 'no-core', n: 0, box: 'core' } as const;

test('a change of another takes its place on the board, with what it means for the promise', () => {
  const next = withBox(board, box('task', 5, { versions: 1 }), [risk]);
  expect(next).toMatchObject({ revision: 5, risks: [risk] });
  expect(next.boxes.map(({ key, versions }) => [key, versions])).toEqual([
    ['core', 0],
    ['task', 1],
  ]);
});

test('news that comes late does not bring the past back', () => {
  expect(withBox(board, box('core', 3, { versions: 9 }), [risk])).toBe(board);
  const late = withBox(board, box('task', 3, { versions: 1 }), [risk]);
  expect(late.boxes[1]?.versions).toBe(1);
  expect(late.risks).toEqual([]);
});

test('a board that was read slowly does not undo what came in meanwhile', () => {
  const live = withBox(board, box('task', 5, { versions: 1 }), [risk]);
  expect(newestOf(live, board)).toEqual(live);
  expect(newestOf(board, live)).toBe(live);
  expect(newestOf(undefined, board)).toBe(board);
});

test('people stand beside a box once, however often they wrote', () => {
  const contributions = [note('1', 'pia'), note('2', 'hal'), note('3', 'pia')];
  expect(peopleOf(box('core', 1, { contributions })).map(({ id }) => id)).toEqual(['pia', 'hal']);
  expect(notesByPerson(contributions).map(({ by, notes }) => [by.id, notes.map(({ id }) => id)])).toEqual([
    ['pia', ['1', '3']],
    ['hal', ['2']],
  ]);
});

test('a new contribution gets an id that the hub takes', () => {
  expect(z.uuid().safeParse(newNoteId()).success).toBe(true);
  expect(newNoteId()).not.toBe(newNoteId());
});

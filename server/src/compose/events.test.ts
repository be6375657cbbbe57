import { beforeEach, expect, test } from 'vitest';
import type { AnyTx } from '../platform/db/database.ts';
import { createEvents, type Events } from './events.ts';

const tx: AnyTx = { isTransaction: true };
const leaver = {
  edition: { id: 'e1', slug: 'quiet-streets' },
  organisation: 'police',
  actor: { id: 'pia', name: 'Pia', email: 'pia@police.example', organisation: 'police', roles: [] },
};

let happened: string[];
let events: Events;
beforeEach(() => {
  happened = [];
  events = createEvents();
});

function registerLeaving(name: string): void {
  events.register({
    organisationLeft: async (_tx, { organisation }) => {
      await Promise.resolve();
      happened.push(`${name} withdraws ${organisation}`);
      return async () => void happened.push(`${name} removes files`);
    },
  });
}

test('handlers run in the order in which they were registered, and files are removed only when the caller says so', async () => {
  registerLeaving('deliveries');
  registerLeaving('picture');
  const removeFiles = await events.organisationLeft(tx, leaver);
  expect(happened).toEqual(['deliveries withdraws police', 'picture withdraws police']);
  await removeFiles();
  expect(happened.slice(2)).toEqual(['deliveries removes files', 'picture removes files']);
});

test('a handler that fails fails the event, so that its transaction ends, and the later ones do not run', async () => {
  events.register({ organisationLeft: () => Promise.reject(new Error('broken')) });
  registerLeaving('picture');
  await expect(events.organisationLeft(tx, leaver)).rejects.toThrow('broken');
  expect(happened).toEqual([]);
});

test('an event reaches only the modules that handle it', async () => {
  registerLeaving('picture');
  await events.dataLanded(tx, 'quiet-streets');
  expect(happened).toEqual([]);
  events.register({ dataLanded: async (_tx, edition) => void happened.push(`measures ${edition}`) });
  await events.dataLanded(tx, 'quiet-streets');
  expect(happened).toEqual(['measures quiet-streets']);
});

test('that somebody may not deliver any more reaches every module that gave them something', async () => {
  const register = (name: string) =>
    events.register({ deliveringEnded: async (_tx, { person }) => void happened.push(`${name}: ${person}`) });
  register('deliveries');
  register('picture');
  await events.deliveringEnded(tx, { person: 'sam', actor: leaver.actor });
  expect(happened).toEqual(['deliveries: sam', 'picture: sam']);
});

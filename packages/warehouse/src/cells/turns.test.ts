import { describe, expect, it } from 'vitest';
import { createTurns, type TurnAsked } from './turns.ts';

const never = new AbortController().signal;
const plain: TurnAsked = { signal: never, isUrgent: () => false };
const urgent: TurnAsked = { signal: never, isUrgent: () => true };

/** Work that ends when it is told to. */
function createWork() {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, (error) => (error ? reject(error) : resolve(name)));
    });
  };
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, work, end };
}

describe('a turn', () => {
  it('comes when the work before has ended, also when that failed', async () => {
    const { begun, work, end } = createWork();
    const turns = createTurns();
    const first = turns.take(work('first'), plain);
    const second = turns.take(work('second'), plain);
    const third = turns.take(work('third'), plain);
    expect(begun).toEqual(['first']);
    const failed = expect(first).rejects.toThrow('broken');
    await end('first', new Error('broken'));
    await failed;
    expect(begun).toEqual(['first', 'second']);
    await end('second');
    expect(await second).toBe('second');
    await end('third');
    expect(await third).toBe('third');
    const later = turns.take(work('later'), plain);
    await end('later');
    expect(await later).toBe('later');
  });

  it('comes sooner to what is urgent, also when it became so while it waited', async () => {
    const { begun, work, end } = createWork();
    const turns = createTurns();
    let isUrgent = false;
    const all = [
      turns.take(work('under way'), plain),
      turns.take(work('background'), plain),
      turns.take(work('asked since'), { signal: never, isUrgent: () => isUrgent }),
      turns.take(work('question'), urgent),
    ];
    isUrgent = true;
    for (const name of ['under way', 'asked since', 'question', 'background']) await end(name);
    await Promise.all(all);
    expect(begun).toEqual(['under way', 'asked since', 'question', 'background']);
  });

  it('does not come to what was cancelled, and the rest goes on', async () => {
    const { begun, work, end } = createWork();
    const turns = createTurns();
    const leaving = new AbortController();
    const all = [turns.take(work('first'), plain), turns.take(work('last'), plain)];
    const left = turns.take(work('left'), { signal: leaving.signal, isUrgent: () => true });
    leaving.abort(new Error('nobody waits'));
    await expect(left).rejects.toThrow('nobody waits');
    await expect(turns.take(work('too late'), { ...plain, signal: leaving.signal })).rejects.toThrow(
      'nobody waits',
    );
    for (const name of ['first', 'last']) await end(name);
    await Promise.all(all);
    expect(begun).toEqual(['first', 'last']);
  });
});

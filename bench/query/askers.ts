import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Asker } from './ask.ts';
import { quantile } from './cost.ts';

/** What people who ask at once get of one process. */
export interface Crowd {
  readonly askers: number;
  readonly answersPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** The longest time in which the process did nothing else; questions that come in at once are answered in one go. */
  readonly longestBlockMs: number;
  /** Processor time of the longest answer: the longest block where each is answered on a turn of its own. */
  readonly longestAnswerMs: number;
}

const answersEach = 10;

/**
 * So many people ask one question after another, each in an order of their own. A question comes in on a turn of the event
 * loop of its own, as a request does.
 */
export async function askAtOnce(asker: Asker, questions: readonly object[], askers: number): Promise<Crowd> {
  const waits: number[] = [];
  const answers: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const ask = async (person: number): Promise<void> => {
    for (let turn = 0; turn < answersEach; turn += 1) {
      const question = questions[(person * 7 + turn * 3) % questions.length];
      if (!question) throw new Error('Nothing is asked');
      const began = performance.now();
      await setImmediate();
      const cpu = process.threadCpuUsage();
      await asker.answer(question);
      const { user, system } = process.threadCpuUsage(cpu);
      answers.push((user + system) / 1000);
      waits.push(performance.now() - began);
    }
  };
  delay.enable();
  const began = performance.now();
  await Promise.all(Array.from({ length: askers }, (_, person) => ask(person)));
  const seconds = (performance.now() - began) / 1000;
  await setImmediate();
  delay.disable();
  return {
    askers,
    answersPerSecond: waits.length / seconds,
    p50Ms: quantile(waits, 0.5),
    p95Ms: quantile(waits, 0.95),
    longestBlockMs: delay.max / 1e6,
    longestAnswerMs: Math.max(...answers),
  };
}

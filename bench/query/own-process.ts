import { join } from 'node:path';
import { runMeasurement } from '../measure.ts';
import type { Cost } from './cost.ts';

/** What was measured in a process of its own, which knows nothing and shares no memory with anything else. */
export interface OwnCost extends Cost {
  readonly peakMiB: number;
}

/** The check of a data set, which is stored beside it. */
export function checkAlone(root: string, dataset: string): Promise<OwnCost> {
  return measureAlone('check-process.ts', [root, dataset]);
}

/** The first answer of a process that finds the checks stored. */
export function answerAlone(root: string, question: object): Promise<OwnCost> {
  return measureAlone('first-answer-process.ts', [root, JSON.stringify(question)]);
}

function measureAlone(program: string, args: readonly string[]): Promise<OwnCost> {
  return runMeasurement(join(import.meta.dirname, program), args);
}

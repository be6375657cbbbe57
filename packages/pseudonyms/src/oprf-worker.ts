import { parentPort } from 'node:worker_threads';
import { OprfError } from './oprf-error.ts';
import type { PoolTask, WorkerReply } from './oprf-pool.ts';
import { loadOprfSteps, type OprfSteps } from './oprf-steps.ts';

const steps = await loadOprfSteps();
parentPort?.on('message', (task: PoolTask) => parentPort?.postMessage(reply(steps, task)));

function reply(steps: OprfSteps, task: PoolTask): WorkerReply {
  try {
    return { ok: true, value: runTask(steps, task) };
  } catch (error) {
    if (error instanceof OprfError) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}

function runTask(steps: OprfSteps, task: PoolTask) {
  switch (task.step) {
    case 'blind':
      return steps.blind(task.inputs);
    case 'evaluate':
      return steps.evaluate(task.keys, task.blinded);
    case 'finish':
      return steps.finish(task.answer);
  }
}

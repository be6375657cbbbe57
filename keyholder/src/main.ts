import { parseArgs } from 'node:util';
import { runKeyholder } from './run.ts';

/** After a server that was killed, its keyholder finishes what it was doing; the next one waits that long. */
const lockWaitMsOfChild = 5000;
const usage = 'Usage: node keyholder/src/main.ts --data DIR [--port 4100] [--host 127.0.0.1] [--threads N]';
function countOf(name: string, text: string, least: number): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= least && count <= 65_535) return count;
  throw new Error(`--${name} is a whole number from ${least} to 65535, not "${text}".`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '4100' },
      host: { type: 'string', default: '127.0.0.1' },
      threads: { type: 'string' },
    },
  });
  if (values.data === undefined) throw new Error(`Say where the keys are kept. ${usage}`);
  const keyholder = await runKeyholder({
    dataDir: values.data,
    host: values.host,
    port: countOf('port', values.port, 0),
    ...(values.threads !== undefined && { threads: countOf('threads', values.threads, 1) }),
    ...(process.send && { lockWaitMs: lockWaitMsOfChild }),
    onError: (error) => console.error(error.stack),
  });
  const stop = async () => {
    await keyholder.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (process.send) {
    process.once('disconnect', stop);
    process.send({ url: keyholder.url });
  } else {
    console.log(`The keyholder answers at ${keyholder.url}.`);
    console.log(`The administrator token is in ${keyholder.adminTokenPath}.`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
});

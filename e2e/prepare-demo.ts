/** `npx node e2e/prepare-demo.ts DIRECTORY` plays the demo once and stops, for all who then get the directory as `PREPARED_DEMO`. */
import { mkdir } from 'node:fs/promises';
import { prepareDemo } from './datalab.ts';

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('Say where to play it: npx node e2e/prepare-demo.ts DIRECTORY');
await mkdir(directory, { recursive: true });
await prepareDemo(directory);

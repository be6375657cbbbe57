/** `node check-process.ts DIRECTORY DATASET`: what the check of a data set of a landed town takes, by itself. */
import { createAsker } from './ask.ts';
import { costOf } from './cost.ts';
import { readTown } from './landed-town.ts';

const [root, dataset] = process.argv.slice(2);
if (root === undefined || dataset === undefined) throw new Error('Give a directory and a data set.');
const asker = createAsker(await readTown(root));
const { cpuMs, wallMs } = await costOf(() => asker.check(dataset));
const peakMiB = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ cpuMs, wallMs, peakMiB }));

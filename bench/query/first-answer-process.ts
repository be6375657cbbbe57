/** `node first-answer-process.ts DIRECTORY QUESTION`: the first answer of a process that finds the check stored. */
import { createAsker } from './ask.ts';
import { costOf } from './cost.ts';
import { readTown } from './landed-town.ts';

const [root, question] = process.argv.slice(2);
if (root === undefined || question === undefined) throw new Error('Give a directory and a question.');
const asker = createAsker(await readTown(root));
const { cpuMs, wallMs } = await costOf(() => asker.answer(JSON.parse(question)));
console.log(JSON.stringify({ cpuMs, wallMs, peakMiB: process.resourceUsage().maxRSS / 1024 }));

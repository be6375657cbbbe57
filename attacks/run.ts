/** `npm run attack` tries every attack, `npm run attack -- A4 A9` those; ends with 1 when one succeeds or proves nothing. */
import { openSolver } from '@datalab/table-suppression';
import { adaptiveAttacks } from './adaptive.ts';
import { type Attack, carryOut, tally, type Verdict } from './attack.ts';
import { bestEstimateAttacks } from './best-estimate.ts';
import { crossingAttacks } from './crossings.ts';
import { type DemoClient, openDemo } from './demo-client.ts';
import { denominatorAttacks } from './denominators.ts';
import { differencingAttacks } from './differencing.ts';
import { editionAttacks } from './editions.ts';
import { existenceAttacks } from './existence.ts';
import { groupDisclosureAttacks } from './group-disclosure.ts';
import { impersonationAttacks } from './impersonation.ts';
import { insiderAttacks } from './insider.ts';
import { laterVersionAttacks } from './later-versions.ts';
import { linkedVersionAttacks } from './linked-versions.ts';
import { meansAndRoundingAttacks } from './means-and-rounding.ts';
import { monthListAttacks } from './month-lists.ts';
import { oneBitAttacks } from './one-bit.ts';
import { otherKeyAttacks } from './other-key.ts';
import { reconstructionAttacks } from './reconstruction.ts';
import { reportAttacks } from './reports.ts';
import { sideChannelAttacks } from './side-channels.ts';
import { smallCellAttacks } from './small-cells.ts';
import { sumSubtractionAttacks } from './sum-subtraction.ts';
import { tableAttacks } from './tables.ts';
import { underMinimumAttacks } from './under-minimum.ts';
import { uniqueRecordAttacks } from './unique-record.ts';
import { wholeNumberAttacks } from './whole-numbers.ts';

const attacks: readonly Attack[] = [
  ...smallCellAttacks,
  ...differencingAttacks,
  ...bestEstimateAttacks,
  ...wholeNumberAttacks,
  ...adaptiveAttacks,
  ...reconstructionAttacks,
  ...uniqueRecordAttacks,
  ...existenceAttacks,
  ...crossingAttacks,
  ...underMinimumAttacks,
  ...monthListAttacks,
  ...denominatorAttacks,
  ...groupDisclosureAttacks,
  ...sumSubtractionAttacks,
  ...meansAndRoundingAttacks,
  ...tableAttacks,
  ...sideChannelAttacks,
  ...reportAttacks,
  ...insiderAttacks,
  ...impersonationAttacks,
  ...laterVersionAttacks,
  ...linkedVersionAttacks,
  ...editionAttacks,
  ...otherKeyAttacks,
  ...oneBitAttacks,
].sort((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)));

/** Attacks on the library need no server; asking one all the same is a mistake of ours. */
const refuse = (): never => {
  throw new Error('this attack said it needs no server');
};
const noDemo: DemoClient = {
  ask: refuse,
  askAll: refuse,
  askOpenly: refuse,
  fetchText: refuse,
  fetchTextAs: refuse,
  deliverAgain: refuse,
  landed: {
    get: refuse,
    answer: refuse,
    runFreely: refuse,
    readRows: refuse,
    forget: refuse,
    close: refuse,
  },
  heard: [],
  url: '',
  directory: '',
  close: async () => {},
};

const asked = process.argv.slice(2);
const unknown = asked.filter((id) => !attacks.some((attack) => attack.id === id));
if (unknown.length > 0) {
  console.error(
    `There is no attack ${unknown.join(', ')}. There are: ${attacks.map(({ id }) => id).join(', ')}.`,
  );
  process.exit(2);
}
const chosen = asked.length === 0 ? attacks : attacks.filter(({ id }) => asked.includes(id));
const verdicts = await carryOutAll(chosen);
const { passed, failed } = tally(verdicts);
const known = verdicts.filter(({ result, effective }) => result === 'known' && effective);
if (known.length > 0)
  console.log(`\nGets more than promised, as is known: ${known.map(({ id }) => id).join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Those on the server first, one after another: calculation in between would leave its connections idle. */
async function carryOutAll(chosen: readonly Attack[]): Promise<Verdict[]> {
  const solver = await openSolver();
  const onServer = chosen.filter(({ on }) => on === 'server');
  const demo = onServer.length > 0 ? await openDemo() : noDemo;
  const verdicts: Verdict[] = [];
  const carryOutEach = async (attacks: readonly Attack[]): Promise<void> => {
    for (const attack of attacks) {
      const verdict = await carryOut(attack, { solver, demo });
      console.log(verdictText(verdict));
      verdicts.push(verdict);
    }
  };
  try {
    await carryOutEach(onServer.filter(({ turn }) => turn === undefined));
    await carryOutEach(onServer.filter(({ turn }) => turn === 'after'));
  } finally {
    await demo.close();
  }
  await carryOutEach(chosen.filter(({ on }) => on === 'library'));
  return verdicts;
}

function verdictText(verdict: Verdict): string {
  const { id, title, unit, gained, baseline, unprotected, tried, result, effective, known } = verdict;
  const { seconds, processorSeconds } = verdict;
  const number = (value: number): string => String(Math.round(value * 1000) / 1000);
  const judgement = effective
    ? { held: 'held off', known: 'KNOWN', lost: 'SUCCEEDED' }[result]
    : 'PROVES NOTHING';
  return [
    `${id.padEnd(4)} ${judgement.padEnd(9)} ${title}  (${seconds.toFixed(1)} s, ${processorSeconds.toFixed(1)} s of processor time)`,
    `     ${unit}: got ${number(gained)}, a guess gets ${number(baseline)}, without protection ${number(unprotected)}`,
    `     ${tried}`,
    ...(result === 'known' ? [`     known: ${known?.because}`] : []),
  ].join('\n');
}

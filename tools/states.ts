/** `npx node tools/states.ts` writes docs/reference/states.md from the tables of moves; the test says when that is due. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stepKeys } from '@datalab/server/modules/editions/editions.contract.ts';
import { transitions } from '@datalab/server/modules/editions/editions.steps.ts';
import { startMoves, startStates } from '@datalab/server/modules/preparation/questions.contract.ts';
import { groupingMoves, groupingStates } from '@datalab/server/modules/releases/grouping-states.contract.ts';
import {
  insightMoves,
  insightStates,
  openings,
  solutionMoves,
  solutionStates,
} from '@datalab/server/modules/solutions/states.contract.ts';

export const statesPage = join(import.meta.dirname, '..', 'docs', 'reference', 'states.md');

const head = `# What things go through

Made by \`npx node tools/states.ts\` from \`server/src/modules/solutions/states.contract.ts\`,
\`server/src/modules/preparation/questions.contract.ts\`, \`server/src/modules/releases/grouping-states.contract.ts\` and
\`server/src/modules/editions/editions.steps.ts\`. What is not an arrow here is refused with the reason in the last column.
_Leader_ is the facilitator of the organisation that started the edition, a
_decider_ is a facilitator, participant or manager of an organisation that is in.
`;

export function statesToPage(): string {
  const opened = Object.entries(openings).map(([what, { from }]) => `- ${what}: from the step _${from}_`);
  return [
    head,
    editionSection(),
    section('The decision to start', startStates[0], startMoves),
    section('An insight', insightStates[0], insightMoves),
    section('A solution', solutionStates[0], solutionMoves),
    section('A registered grouping', groupingStates[0], groupingMoves),
    ['## From which step on', '', ...opened, ''].join('\n'),
  ].join('\n');
}

/** The steps of an edition; what must be true first are the gates in the same table. */
function editionSection(): string {
  const arrows = Object.entries(transitions).flatMap(([step, { next, previous }]) => [
    `  ${step} --> ${next}: finish`,
    ...(previous === null ? [] : [`  ${step} --> ${previous}: reopen`]),
  ]);
  const rows = Object.entries(transitions).map(
    ([step, { next, owner, finished }]) =>
      `| finish ${step} | ${next} | ${owner} of the initiator | \`${finished}\` |`,
  );
  return [
    '## An edition',
    '',
    'The facilitator moves it on when its gates are open. A finished edition is not opened again: it is read, its impact',
    'is measured, and a new edition builds on it.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${stepKeys[0]}`,
    ...arrows,
    '  finished --> [*]',
    '```',
    '',
    '| move | to | who | in the log |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** A move of any module. */
interface Move {
  readonly from: readonly string[];
  readonly to: string;
  readonly who: string;
  readonly event: string;
  readonly refusal: string;
}

function section(title: string, first: string, moves: Readonly<Record<string, Move>>): string {
  const arrows = Object.entries(moves).flatMap(([name, { from, to }]) =>
    from.map((state) => `  ${toId(state)} --> ${toId(to)}: ${name}`),
  );
  const rows = Object.entries(moves).map(
    ([name, { from, to, who, event, refusal }]) =>
      `| ${name} | ${from.join(', ')} | ${to} | ${who} | \`${event}\` | \`${refusal}\` |`,
  );
  return [
    `## ${title}`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${toId(first)}`,
    ...arrows,
    '```',
    '',
    '| move | from | to | who | in the log | else refused with |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** Mermaid takes no hyphen in the name of a state. */
function toId(state: string): string {
  return state.replaceAll('-', '_');
}

if (import.meta.main) {
  mkdirSync(dirname(statesPage), { recursive: true });
  writeFileSync(statesPage, statesToPage());
}

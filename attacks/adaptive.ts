import {
  type Cube,
  countCube,
  defaultParameters,
  type FigureState,
  protectCube,
  protectionRules,
  ruleParameters,
} from '@datalab/query-control';
import { type Asked, type AskedQuery, shown } from './asked.ts';
import { type Attack, type AttackContext, type Outcome, worstOf } from './attack.ts';
import { distinctSets, isAskedOfTwoLinks } from './best-estimate.ts';
import { questionOfNode } from './every-question.ts';
import { type OtherProtection, without } from './landed.ts';
import { narrowLattice, readRecords } from './landed-records.ts';
import { cubeOf } from './landed-versions.ts';
import { estimateGroups, type ShownNode } from './linear-estimate.ts';
import { createNodeSets } from './node-sets.ts';

const from = 'tenancies';
const { floor, minimumCount, variance } = ruleParameters;
const zeroVariance = 0.01;
const targetsTried = 4;
const targetsLookedAt = 200;
const questionsMost = 60;
/** A question that weighs less is not worth asking. */
const leastWeight = 0.03;

/** The minimum alone: halves of properties with two values are figures like others. */
const minimumAlone: OtherProtection = {
  ...without('dominance', 'small-complement', 'disclosive-zero', 'group-disclosure'),
  parameters: { ...defaultParameters, minimumCount: 0 },
};

/** What is known of one group after some questions. */
interface Known {
  readonly error: number;
  readonly estimate: number;
  readonly questions: number;
}

type AskNode = (row: number) => Promise<FigureState> | FigureState;

/**
 * Plans as if everything around the group will be shown, asks what weighs most in that plan, looks at what came of it,
 * and plans anew without what was refused or suppressed, until nothing weighs more than a little.
 */
async function pursue(cube: Cube, target: number, nodes: readonly number[], ask: AskNode): Promise<Known> {
  let possible = [...nodes];
  const answered = new Map<number, ShownNode & { readonly value: number }>();
  let questions = 0;
  const planned = (row: number): ShownNode => answered.get(row) ?? { row, variance };
  while (questions < questionsMost) {
    const weights = estimateGroups(cube, possible.map(planned), []).weightsOf(target);
    const best = possible.reduce((found, row, at) => {
      const weight = answered.has(row) ? 0 : Math.abs(weights[at] ?? 0);
      return weight > found.weight ? { row, weight } : found;
    }, nothing);
    if (best.weight < leastWeight) break;
    questions += 1;
    const figure = await ask(best.row);
    const value = shown(figure);
    if (value === undefined) possible = possible.filter((row) => row !== best.row);
    else
      answered.set(best.row, {
        row: best.row,
        value,
        variance: figure.status === 'zero' ? zeroVariance : variance,
      });
  }
  const told = [...answered.values()];
  const { errors, estimate } = estimateGroups(cube, told, [target]);
  const [error = 0] = errors;
  return { error, estimate: estimate(told.map(({ value }) => value))[0] ?? 0, questions };
}

const nothing = { row: -1, weight: 0 };

/**
 * The nodes around a group: in each of its dimensions its own value, what contains it, the values beside it, or all;
 * and two or three values of the others.
 */
function nodesAround(cube: Cube, target: number, nodes: readonly number[]): number[] {
  const { lattice } = cube;
  const width = lattice.dimensions.length;
  const own = cube.nodes.subarray(target * width, (target + 1) * width);
  const allowed = lattice.dimensions.map(({ values }, at) => {
    const value = values[(own[at] ?? 0) - 1];
    if (value === undefined)
      return new Set([0, ...(values.length <= fewValues ? values.map((_, n) => n + 1) : [])]);
    const containers = values.filter(({ codes }) => value.codes.every((code) => codes.includes(code)));
    const smallest = containers
      .filter(({ codes }) => codes.length > value.codes.length)
      .sort((one, other) => one.codes.length - other.codes.length)[0];
    const beside = values.filter(
      ({ level, codes }) =>
        level === value.level &&
        (smallest === undefined || codes.every((code) => smallest.codes.includes(code))),
    );
    const near = beside.length <= besideMost ? beside : [];
    return new Set([0, ...[...containers, ...near].map((one) => values.indexOf(one) + 1)]);
  });
  const { common } = createNodeSets(cube);
  return nodes
    .filter((row) => allowed.every((values, at) => values.has(cube.nodes[row * width + at] ?? 0)))
    .filter((row) => row !== target)
    .sort((one, other) => common(one, one) - common(other, other))
    .slice(0, nodesMost);
}

const fewValues = 3;
const besideMost = 8;
const nodesMost = 160;

/** The small groups that everything around them would say most about with the minimum alone. */
function findExposed(cube: Cube, nodes: readonly number[]): number[] {
  const small = nodes.filter((row) => (cube.counts[row] ?? 0) > 0 && (cube.counts[row] ?? 0) < minimumCount);
  const rules = protectionRules.filter(({ name }) => name === 'minimum-count');
  const { records } = protectCube({ records: cube }, ruleParameters, rules);
  const errorOf = (target: number): number => {
    const shownNodes = nodesAround(cube, target, nodes).filter((row) => records.rules[row] === 0);
    const noisy = shownNodes.map((row) => ({
      row,
      variance: cube.counts[row] === 0 ? zeroVariance : variance,
    }));
    return estimateGroups(cube, noisy, [target]).errors[0] ?? Number.POSITIVE_INFINITY;
  };
  const step = Math.max(1, Math.floor(small.length / targetsLookedAt));
  return small
    .filter((_, at) => at % step === 0)
    .map((row) => ({ row, error: errorOf(row) }))
    .sort((one, other) => one.error - other.error)
    .slice(0, targetsTried)
    .map(({ row }) => row);
}

function createAskNode(cube: Cube, ask: (query: AskedQuery) => Promise<Asked>): AskNode {
  return async (row) => {
    const asked = await ask(questionOfNode(from, cube, row));
    const missing: FigureState = { status: 'missing' };
    return asked.refused ? missing : (asked.totals[0] ?? missing);
  };
}

/** A16: a program that decides by each answer what to ask next. */
async function pursueAll({ demo }: AttackContext): Promise<Outcome[]> {
  const set = await demo.landed.get(from);
  const records = await readRecords(demo.landed, set);
  const cube = countCube(narrowLattice(cubeOf(set, 'records'), isAskedOfTwoLinks), 'records', records);
  const nodes = distinctSets(cube, [...cube.counts.keys()]);
  const targets = findExposed(cube, nodes);
  const held: Known[] = [];
  const open: Known[] = [];
  for (const target of targets) {
    const around = nodesAround(cube, target, nodes);
    held.push(await pursue(cube, target, around, createAskNode(cube, demo.ask)));
    const askOpenly = (query: AskedQuery) => demo.landed.answer(query, minimumAlone);
    open.push(await pursue(cube, target, around, createAskNode(cube, askOpenly)));
  }
  const lowest = (all: readonly Known[]) => Math.min(...all.map(({ error }) => error));
  const questions = held.reduce((sum, one) => sum + one.questions, 0);
  return [
    {
      unit: `how far below ${floor} the smallest standard error of a small group is`,
      gained: Math.max(0, floor - lowest(held)),
      baseline: 0,
      unprotected: Math.max(0, floor - lowest(open)),
      margin: 0,
      tried: `${questions} questions, each chosen by the answers before it, about the ${targets.length} of ${targetsLookedAt} small groups that would be most exposed with the rules off: smallest standard error ${lowest(held).toFixed(2)}, ${lowest(open).toFixed(2)} without protection (the minimum alone)`,
    },
  ];
}

const adaptive: Attack = {
  id: 'A16',
  title: 'A program that chooses its next question by the answers so far',
  on: 'server',
  run: async (context) => worstOf(await pursueAll(context)),
};

export const adaptiveAttacks: readonly Attack[] = [adaptive];

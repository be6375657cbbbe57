import type { PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { GroupingMoveName } from './grouping-states.contract.ts';
import type { Grouping, GroupingCost } from './groupings.contract.ts';
import { type CostBasis, isCostOf } from './groupings.cost.ts';
import type { GroupingRow } from './groupings.queries.ts';
import { columnToLabel, type DataSetNames, valueToLabel } from './releases.names.ts';
import { type CostState, canMove, type EditionState, mayMove, mayOversee } from './releases.policy.ts';

export interface GroupingSetting {
  readonly actor: Actor;
  readonly edition: EditionState;
  /** What costs are computed beside at this moment; undefined where the data set is not there any more. */
  readonly basis: CostBasis | undefined;
  readonly names: DataSetNames | undefined;
}

export function rowToGrouping(row: GroupingRow, setting: GroupingSetting): Grouping {
  const { actor, edition, names } = setting;
  const cost = toCostState(row, setting.basis);
  const may = (move: GroupingMoveName): PolicyAnswer => {
    const who = mayMove(move, actor, edition, { proposedBy: row.proposed_by });
    return who.allowed ? canMove(move, { state: row.state, cost }) : who;
  };
  return {
    id: row.id,
    dataSet: row.data_set,
    dataSetName: dataSetToName(row.data_set, names),
    name: row.name,
    content: toContent(row, names),
    state: row.state,
    purpose: row.purpose,
    proposed: { by: row.proposed_by_name, at: row.proposed_at.toISOString() },
    decided: toDecision(row.decided_by_name, row.decided_at, row.reason),
    ended: toDecision(row.ended_by_name, row.ended_at, row.end_reason),
    cost: mayOversee(actor, edition).allowed ? toCost(row, cost) : null,
    may: { approve: may('approve'), refuse: may('refuse'), end: may('end') },
  };
}

export function toCostState({ cost }: Pick<GroupingRow, 'cost'>, basis: CostBasis | undefined): CostState {
  if (basis === undefined) return 'data-not-there';
  return isCostOf(cost, basis) ? 'known' : 'not-known';
}

export function dataSetToName(dataSet: string, names: DataSetNames | undefined): LocalText {
  return names?.name ?? { nl: dataSet, en: dataSet };
}

/** Of what was decided, the cost that it was decided on; none of what waits for data that are not there. */
function toCost({ state, cost, cost_failed }: GroupingRow, now: CostState): GroupingCost | null {
  if (cost !== null && (now === 'known' || state !== 'proposed')) {
    return { state: 'known', without: [...cost.without], with: [...cost.with] };
  }
  if (state !== 'proposed' || now === 'data-not-there') return null;
  return { state: cost_failed ? 'failed' : 'computing' };
}

function toContent({ content }: GroupingRow, names: DataSetNames | undefined): Grouping['content'] {
  if (content.kind === 'window') return content;
  const { column } = content;
  return {
    kind: 'values',
    column: { key: column, label: columnToLabel(names, column) },
    values: content.values.map((key) => ({ key, label: valueToLabel(names, column, key) })),
  };
}

function toDecision(by: string | null, at: Date | null, reason: string | null): Grouping['decided'] {
  return by === null || at === null || reason === null ? null : { by, at: at.toISOString(), reason };
}

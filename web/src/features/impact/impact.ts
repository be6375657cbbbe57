import {
  type FollowedGoal,
  type ImpactBoard,
  type Indicator,
  impactRoutes,
  type VerdictKind,
} from '@datalab/server/modules/impact/impact.contract.ts';
import type { EvidenceLevel } from '@datalab/server/modules/impact/judgement.contract.ts';
import { apiQuery } from '../../app/query.ts';
import type { ChipTone } from '../../ui/chip.tsx';

export function impactQuery(edition: string) {
  return apiQuery(impactRoutes.listIndicators, { params: { edition } });
}

export const levelTones: Readonly<Record<EvidenceLevel, ChipTone>> = {
  none: 'quiet',
  'one-period': 'quiet',
  'before-after': 'rust',
  trend: 'accent',
  'trend-compared': 'green',
};

export const verdictTones: Readonly<Record<VerdictKind, ChipTone>> = {
  helped: 'green',
  'did-not': 'red',
  'too-early': 'quiet',
  'cannot-tell': 'rust',
};

export function indicatorsOf({ indicators }: ImpactBoard, solution: string): Indicator[] {
  return indicators.filter(({ about }) => about.kind === 'solution' && about.id === solution);
}

export const goalWords = { unmeasured: 'goalUnmeasured', stopped: 'goalStopped' } as const;

/** The goals that nothing measures now. */
export function openGoalsOf(goals: readonly FollowedGoal[]) {
  return goals.flatMap(({ id, title, state }) => (state === 'measured' ? [] : [{ id, title, state }]));
}

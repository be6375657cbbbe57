import { insightsRoutes } from '@datalab/server/modules/solutions/insights.contract.ts';
import { type SolutionBoard, solutionsRoutes } from '@datalab/server/modules/solutions/solutions.contract.ts';
import type { SolutionState } from '@datalab/server/modules/solutions/states.contract.ts';
import { apiQuery } from '../../app/query.ts';
import type { ChipTone } from '../../ui/chip.tsx';

export function wallQuery(edition: string) {
  return apiQuery(insightsRoutes.listInsights, { params: { edition } });
}

export function boardQuery(edition: string) {
  return apiQuery(solutionsRoutes.listSolutions, { params: { edition } });
}

export const solutionTones: Readonly<Record<SolutionState, ChipTone>> = {
  direction: 'quiet',
  feasible: 'accent',
  'not-feasible': 'rust',
  asked: 'rust',
  realising: 'accent',
  done: 'green',
  stopped: 'red',
  'handed-over': 'green',
};

/** The members as choices, those of one organisation only where that is asked. */
export function membersToOptions(members: SolutionBoard['members'], organisation?: string) {
  return members
    .filter((member) => organisation === undefined || member.organisation === organisation)
    .map(({ id, name }) => ({ value: id, label: name }));
}

/** A calendar day some weeks from now, as a date field takes it. */
export function dayFrom(now: Date, weeks: number): string {
  return new Date(now.getTime() + weeks * 604_800_000).toISOString().slice(0, 10);
}

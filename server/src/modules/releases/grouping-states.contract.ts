import type { ErrorCode } from '../../platform/http/route.ts';
import type { ReleasesAction } from './actions.contract.ts';

/** What a registered grouping goes through. The service, the pages and the documents read this same table. */
export const groupingStates = ['proposed', 'approved', 'refused', 'ended'] as const;
export type GroupingState = (typeof groupingStates)[number];

interface GroupingMove {
  readonly from: readonly GroupingState[];
  readonly to: GroupingState;
  readonly who: 'privacy officer';
  /** Whether a privacy officer may make it about an own proposal. */
  readonly isForProposerToo: boolean;
  /** What is written in the log. */
  readonly event: ReleasesAction;
  /** Why it cannot be done from any other state. */
  readonly refusal: ErrorCode;
}

export const groupingMoves = {
  approve: {
    from: ['proposed'],
    to: 'approved',
    who: 'privacy officer',
    isForProposerToo: false,
    event: 'releases.grouping-approved',
    refusal: 'releases.already-decided',
  },
  refuse: {
    from: ['proposed'],
    to: 'refused',
    who: 'privacy officer',
    isForProposerToo: false,
    event: 'releases.grouping-refused',
    refusal: 'releases.already-decided',
  },
  end: {
    from: ['approved'],
    to: 'ended',
    who: 'privacy officer',
    isForProposerToo: true,
    event: 'releases.grouping-ended',
    refusal: 'releases.not-approved',
  },
} as const satisfies Readonly<Record<string, GroupingMove>>;
export type GroupingMoveName = keyof typeof groupingMoves;

import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { PlanDataSet } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { countOutcomes } from './columns.ts';
import { listWaits } from './sharing.ts';

/** The one thing to do, or what is waited for. */
export type NextThing =
  | { readonly kind: 'decide' | 'complete' | 'link'; readonly dataSet: PlanDataSet; readonly n: number }
  | { readonly kind: 'sign' | 'advise' | 'name-signatory' }
  | { readonly kind: 'propose' | 'frame' | 'close-plan' | 'open-signing' }
  | { readonly kind: 'wait' | 'nobody' | 'in-force' | 'stopped' | 'ended' };

export interface Reader {
  readonly id: string;
  readonly organisation: string;
}

/** What waits for the reader comes first, then what opens the way for the others. */
export function findNextThing(sharing: SharingView, reader: Reader | null): NextThing {
  if (sharing.state === 'suspended' || sharing.stops.length > 0) return { kind: 'stopped' };
  return findOwnTask(sharing, reader) ?? findStepForward(sharing) ?? findState(sharing);
}

function findOwnTask(sharing: SharingView, reader: Reader | null): NextThing | undefined {
  const own = sharing.parties.find(({ organisation }) => organisation === reader?.organisation);
  const tasks = new Set(
    own?.waiting.filter(({ persons }) => persons.some(({ id }) => id === reader?.id)).map(({ task }) => task),
  );
  if (tasks.has('sign')) return { kind: 'sign' };
  if (tasks.has('advise')) return { kind: 'advise' };
  if (tasks.has('decide')) {
    const dataSet = sharing.plan.find(({ missing, may }) => missing.length > 0 && may.decide.allowed);
    if (dataSet !== undefined) {
      const { waiting } = countOutcomes(dataSet.columns);
      return waiting > 0
        ? { kind: 'decide', dataSet, n: waiting }
        : { kind: 'complete', dataSet, n: dataSet.missing.length };
    }
  }
  return tasks.has('name-signatory') ? { kind: 'name-signatory' } : undefined;
}

/** What somebody who leads or works on the plan can do now, when nobody else is waited for. */
function findStepForward(sharing: SharingView): NextThing | undefined {
  const { plan, may, frame, state } = sharing;
  if (plan.length === 0 && may.propose.allowed) return { kind: 'propose' };
  const unlinked = plan.find(({ columns, may: mine }) => mine.link.allowed && isUnlinked(columns));
  if (unlinked !== undefined && state === 'draft')
    return { kind: 'link', dataSet: unlinked, n: unlinked.columns.length };
  const lacksFrame = [frame.purpose, frame.from, frame.to, frame.review].includes(null);
  if (lacksFrame && may.setFrame.allowed) return { kind: 'frame' };
  if (listWaits(sharing).length > 0) return undefined;
  if (may.closePlan.allowed) return { kind: 'close-plan' };
  return may.openSigning.allowed ? { kind: 'open-signing' } : undefined;
}

function isUnlinked(columns: PlanDataSet['columns']): boolean {
  return columns.every(({ questions, decision }) => questions.length === 0 && decision === null);
}

function findState(sharing: SharingView): NextThing {
  if (listWaits(sharing).length > 0) return { kind: 'wait' };
  if (sharing.state === 'in-force') return { kind: 'in-force' };
  const isOver = sharing.state === 'ended' || sharing.state === 'cleaned';
  return { kind: isOver ? 'ended' : 'nobody' };
}

import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { isQuestionListLocked } from '../editions/editions.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { BoxKey } from './boxes.contract.ts';
import { boxesAgreedElsewhere, type CanvasVersion } from './canvas.contract.ts';

/**
 * Everybody who may see an edition may write on its canvas, in every step: the people of the organisations that are in,
 * invited, or started it. What is judged here is the rest.
 */
export function mayAgreeOn(box: BoxKey): PolicyAnswer {
  return boxesAgreedElsewhere.includes(box) ? denied('canvas.agreed-elsewhere', { box }) : allowed;
}

/** Requirement 26: a question that is no longer taken by the list is not taken by the canvas either. */
export function mayWriteIn(box: BoxKey, step: StepKey): PolicyAnswer {
  return box === 'questions' && isQuestionListLocked(step) ? denied('analyses.question-locked') : allowed;
}

/** A contribution is somebody's own words: nobody else changes or removes them. */
export function mayRewrite(actor: Actor, note: { readonly person: string }): PolicyAnswer {
  return note.person === actor.id ? allowed : denied('canvas.note-of-another');
}

/** A choice is between the two texts the chooser saw. */
export function mayChoose(
  competing: Pick<CanvasVersion, 'state'>,
  agreed: Pick<CanvasVersion, 'number'> | undefined,
  basedOn: number,
): PolicyAnswer {
  if (competing.state !== 'competing') return denied('canvas.choice-made');
  return (agreed?.number ?? 0) === basedOn ? allowed : denied('canvas.changed-meanwhile');
}

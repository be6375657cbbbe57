import { z } from 'zod';
import { id, instant, integerMax, localText, slug, textInput } from '../../platform/http/common.contract.ts';
import { stepKey } from '../editions/editions.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { type BoxKey, boxKey, boxKeys } from './boxes.contract.ts';

/** What these hold is agreed elsewhere in the edition: goals with their criterion, questions with their rung. */
export const boxesAgreedElsewhere: readonly BoxKey[] = ['goals', 'questions'];

export const canvasPerson = z
  .object({ id: z.string(), name: z.string(), organisation: slug })
  .meta({ id: 'CanvasPerson' });
export type CanvasPerson = z.infer<typeof canvasPerson>;

export const canvasNote = z
  .object({ id, text: localText, by: canvasPerson, at: instant })
  .meta({ id: 'CanvasNote' });
export type CanvasNote = z.infer<typeof canvasNote>;

export const canvasVersion = z
  .object({
    number: z.int(),
    text: localText,
    by: canvasPerson,
    at: instant,
    /** The step the edition was in. */
    step: stepKey,
    /** The version its writer saw. */
    basedOn: z.int(),
    /**
     * The newest agreed one is what is agreed; a competing one was written by somebody who had not seen what was
     * agreed meanwhile, and waits for a choice.
     */
    state: z.enum(['agreed', 'competing', 'taken', 'set-aside']),
  })
  .meta({ id: 'CanvasVersion' });
export type CanvasVersion = z.infer<typeof canvasVersion>;

export const canvasBox = z
  .object({
    key: boxKey,
    /** Of the whole board, when this box last changed; 0 when nobody touched it. */
    revision: z.int(),
    agreed: canvasVersion.extend({ assents: z.array(canvasPerson) }).nullable(),
    competing: z.array(canvasVersion),
    versions: z.int(),
    contributions: z.array(canvasNote),
    comments: z.array(canvasNote),
  })
  .meta({ id: 'CanvasBox' });
export type CanvasBox = z.infer<typeof canvasBox>;

/** A known cause of failed projects, besides what keeps the step from being finished: that the edition says. */
export const riskCodes = [
  'no-questions',
  'goals-without-question',
  'only-predictions',
  'no-data',
  'data-not-landed',
  'no-core',
  'no-owner',
  'no-ethics',
  'open-choices',
] as const;
export const projectRisk = z
  .object({ code: z.enum(riskCodes), n: z.int(), box: boxKey })
  .meta({ id: 'ProjectRisk' });
export type ProjectRisk = z.infer<typeof projectRisk>;

export const canvas = z
  .object({
    revision: z.int(),
    boxes: z.array(canvasBox).length(boxKeys.length),
    risks: z.array(projectRisk),
  })
  .meta({ id: 'Canvas' });
export type Canvas = z.infer<typeof canvas>;

export const canvasEvent = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('box'), box: canvasBox, risks: z.array(projectRisk) }),
    z.object({ kind: z.literal('present'), people: z.array(canvasPerson) }),
  ])
  .meta({ id: 'CanvasEvent' });
export type CanvasEvent = z.infer<typeof canvasEvent>;

export const canvasErrors = [
  'canvas.agreed-elsewhere',
  'canvas.note-of-another',
  'canvas.note-unknown',
  'canvas.version-unknown',
  'canvas.choice-made',
  'canvas.changed-meanwhile',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    canvas: (typeof canvasErrors)[number];
  }
}

const ofEdition = z.object({ edition: slug });
const ofBox = ofEdition.extend({ box: boxKey });
const ofNote = ofBox.extend({ note: id });
const ofVersion = ofBox.extend({ version: z.coerce.number().int().positive().max(integerMax) });
const boxPath = '/editions/{edition}/canvas/boxes/{box}';

export const canvasRoutes = {
  getCanvas: inEdition({
    method: 'get',
    path: '/editions/{edition}/canvas',
    operationId: 'getCanvas',
    summary: 'The canvas of an edition: every box with what people wrote and agreed',
    params: ofEdition,
    response: canvas,
    status: 200,
    errors: [],
  }),
  followCanvas: inEdition({
    method: 'get',
    path: '/editions/{edition}/canvas/events',
    operationId: 'followCanvas',
    summary: 'The changes of a canvas as they happen, from a revision on, and who is there',
    params: ofEdition,
    query: z.object({ since: z.coerce.number().int().min(0).max(integerMax).default(0) }),
    response: canvasEvent,
    status: 200,
    events: true,
    errors: [],
  }),
  getBoxHistory: inEdition({
    method: 'get',
    path: `${boxPath}/versions`,
    operationId: 'getBoxHistory',
    summary: 'Every text of a box that was ever agreed or proposed, newest first',
    params: ofBox,
    response: z.array(canvasVersion),
    status: 200,
    errors: [],
  }),
  putContribution: inEdition({
    method: 'put',
    path: `${boxPath}/contributions/{note}`,
    operationId: 'putContribution',
    summary: 'Write a contribution of your own, or write it again; doing it twice is harmless',
    params: ofNote,
    body: z.object({ text: textInput }),
    response: canvasBox,
    status: 200,
    errors: ['analyses.question-locked', 'canvas.note-of-another', 'canvas.note-unknown'],
  }),
  removeContribution: inEdition({
    method: 'delete',
    path: `${boxPath}/contributions/{note}`,
    operationId: 'removeContribution',
    summary: 'Take back a contribution of your own',
    params: ofNote,
    response: canvasBox,
    status: 200,
    errors: ['canvas.note-of-another', 'canvas.note-unknown'],
  }),
  putComment: inEdition({
    method: 'put',
    path: `${boxPath}/comments/{note}`,
    operationId: 'putComment',
    summary: 'Say something about a box; doing it twice is harmless',
    params: ofNote,
    body: z.object({ text: textInput }),
    response: canvasBox,
    status: 200,
    errors: ['analyses.question-locked', 'canvas.note-of-another', 'canvas.note-unknown'],
  }),
  proposeText: inEdition({
    method: 'post',
    path: `${boxPath}/versions`,
    operationId: 'proposeText',
    summary: 'Write down what is agreed; when another text was agreed meanwhile, both are kept side by side',
    params: ofBox,
    /** `basedOn` is the number of the agreed version the writer saw, 0 when there was none. */
    body: z.object({ text: textInput, basedOn: z.int().min(0).max(integerMax) }),
    response: canvasBox,
    status: 200,
    errors: ['canvas.agreed-elsewhere'],
  }),
  chooseText: inEdition({
    method: 'put',
    path: `${boxPath}/versions/{version}/choice`,
    operationId: 'chooseText',
    summary: 'Take a competing text as the agreed one, or set it aside',
    params: ofVersion,
    body: z.object({ choice: z.enum(['take', 'set-aside']), basedOn: z.int().min(0).max(integerMax) }),
    response: canvasBox,
    status: 200,
    errors: ['canvas.version-unknown', 'canvas.choice-made', 'canvas.changed-meanwhile'],
  }),
  assentToText: inEdition({
    method: 'put',
    path: `${boxPath}/versions/{version}/assent`,
    operationId: 'assentToText',
    summary: 'Say that you agree with what is agreed now',
    params: ofVersion,
    response: canvasBox,
    status: 200,
    errors: ['canvas.changed-meanwhile'],
  }),
} as const;

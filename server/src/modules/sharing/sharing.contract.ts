import { z } from 'zod';
import { id, instant, localText, permission, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import {
  adviceOutcome,
  agreementState,
  agreementVersion,
  columnOutcome,
  condition,
  contentHash,
  day,
  frame,
  frameInput,
  grain,
  leadTime,
  legalBasis,
  legalBasisInput,
  party,
  planDataSet,
  reason,
  terms,
} from './sharing-words.contract.ts';

const stop = z.object({ organisation: slug, by: z.string(), reason: z.string(), at: instant });

export const sharingView = z
  .object({
    /** Of the draft that is worked on, else of the version that came last; a first draft is there from the start. */
    state: agreementState,
    since: instant,
    /** The number that the draft gets when it is signed; null when nothing is being changed. */
    draft: z.int().nullable(),
    /** What holds now; null without one, and after the end. */
    inForce: z
      .object({ number: z.int(), hash: contentHash, since: instant, until: day, review: day })
      .nullable(),
    /** Every organisation that stopped it; nothing lands and nothing is asked until each resumed. */
    stops: z.array(stop),
    /** What landed before there were agreements may be used until then; null when nothing did. */
    usableUntil: instant.nullable(),
    frame,
    /** The plan of the draft, else of what holds now. */
    plan: z.array(planDataSet),
    /** Registered data sets of organisations that are in, which are not in the plan. */
    proposable: z.array(z.object({ dataSet: slug, name: localText, owner: slug })),
    questions: z.array(z.object({ id, number: z.int(), text: localText })),
    parties: z.array(party),
    /** Of the content as it is now: what a signatory signs. Null before signing is open. */
    hash: contentHash.nullable(),
    versions: z.array(agreementVersion),
    leadTime: leadTime.nullable(),
    bases: z.array(legalBasis),
    /** Earlier editions with an agreement that this one can start from. */
    earlier: z.array(z.object({ edition: slug, title: localText })),
    /** Persons of my organisation who may sign, to name one. */
    signatories: z.array(z.object({ id: z.string(), name: z.string() })),
    may: z.object({
      propose: permission,
      setFrame: permission,
      closePlan: permission,
      openSigning: permission,
      amend: permission,
      stop: permission,
      resume: permission,
      startFromEarlier: permission,
    }),
  })
  .meta({ id: 'Sharing' });
export type SharingView = z.infer<typeof sharingView>;

/** What a partner needs to make a delivery that holds nothing else than was agreed. */
export const agreedDataSet = z
  .object({
    dataSet: slug,
    agreement: z.object({ number: z.int(), hash: contentHash }),
    contractVersion: z.string(),
    columns: z.array(z.object({ name: z.string(), grain: grain.nullable() })),
    terms,
  })
  .meta({ id: 'AgreedDataSet' });
export type AgreedDataSetView = z.infer<typeof agreedDataSet>;

/** One edition on the desk of a privacy officer. */
export const sharingDeskItem = z
  .object({
    edition: slug,
    title: localText,
    state: agreementState,
    /** Somebody waits for the advice of my organisation; since then. */
    adviceAskedSince: instant.nullable(),
    /** What the draft changes in what holds now. */
    differences: z.int(),
    until: day.nullable(),
    review: day.nullable(),
    stops: z.array(stop),
    may: z.object({ advise: permission, stop: permission, resume: permission }),
  })
  .meta({ id: 'SharingDeskItem' });
export type SharingDeskItem = z.infer<typeof sharingDeskItem>;

const params = z.object({ edition: slug });
const dataSetParams = z.object({ edition: slug, dataSet: slug });
const columnName = z.string().min(1).max(200);
const answer = { response: sharingView, status: 200 as const };
const whenWriting = ['sharing.not-in', 'sharing.role-may-not', 'sharing.wrong-state'] as const;
const whenPlanning = [...whenWriting, 'sharing.data-set-unknown'] as const;

export const sharingRoutes = {
  getSharing: inEdition({
    method: 'get',
    path: '/editions/{edition}/sharing',
    operationId: 'getSharing',
    summary: 'What may and what may not: the plan, the agreement and who it waits for',
    params,
    ...answer,
    errors: [],
  }),
  proposeDataSet: inEdition({
    method: 'post',
    path: '/editions/{edition}/sharing/data-sets',
    operationId: 'proposeDataSet',
    summary: 'Ask an organisation for a data set, under its newest contract',
    params,
    body: z.object({ dataSet: slug }),
    ...answer,
    errors: [...whenPlanning, 'sharing.owner-not-in'],
  }),
  withdrawDataSet: inEdition({
    method: 'delete',
    path: '/editions/{edition}/sharing/data-sets/{dataSet}',
    operationId: 'withdrawDataSetFromPlan',
    summary: 'Take a data set out of the plan',
    params: dataSetParams,
    ...answer,
    errors: [...whenPlanning, 'sharing.other-organisation'],
  }),
  linkColumns: inEdition({
    method: 'put',
    path: '/editions/{edition}/sharing/data-sets/{dataSet}/questions',
    operationId: 'linkColumnsToQuestions',
    summary: 'Say which questions columns serve',
    params: dataSetParams,
    body: z.object({
      columns: z
        .array(z.object({ column: columnName, questions: z.array(id).max(100) }))
        .min(1)
        .max(500),
    }),
    ...answer,
    errors: [...whenPlanning, 'sharing.column-unknown', 'sharing.question-unknown'],
  }),
  decideColumns: inEdition({
    method: 'put',
    path: '/editions/{edition}/sharing/data-sets/{dataSet}/decisions',
    operationId: 'decideColumns',
    summary: 'Decide on columns of my own organisation: allowed, coarser or not allowed',
    params: dataSetParams,
    body: z.object({
      decisions: z
        .array(
          z.object({
            column: columnName,
            /** Null takes the decision back. */
            outcome: columnOutcome.nullable(),
            grain: grain.nullable(),
            reason,
          }),
        )
        .min(1)
        .max(500),
    }),
    ...answer,
    errors: [
      ...whenPlanning,
      'sharing.other-organisation',
      'sharing.column-unknown',
      'sharing.no-question',
      'sharing.grain-impossible',
      'sharing.stays-at-owner',
    ],
  }),
  setTerms: inEdition({
    method: 'put',
    path: '/editions/{edition}/sharing/data-sets/{dataSet}/terms',
    operationId: 'setSharingTerms',
    summary: 'Set which months, how much, how often, for how long and on which legal basis',
    params: dataSetParams,
    body: z.object({
      terms,
      bases: z.array(slug).max(20),
      /** Why less will not do. */
      necessity: reason,
    }),
    ...answer,
    errors: [
      ...whenPlanning,
      'sharing.other-organisation',
      'sharing.period-reversed',
      'sharing.basis-unknown',
      'sharing.plan-incomplete',
    ],
  }),
  setFrame: inEdition({
    method: 'put',
    path: '/editions/{edition}/sharing/frame',
    operationId: 'setSharingFrame',
    summary: 'Set what it is for, what it is not for, and from when to when it holds',
    params,
    body: frameInput,
    ...answer,
    errors: [...whenWriting, 'sharing.facilitator-only', 'sharing.period-reversed'],
  }),
  closePlan: inEdition({
    method: 'post',
    path: '/editions/{edition}/sharing/plan-closing',
    operationId: 'closeSharingPlan',
    summary: 'Close the plan, so that the privacy officers can advise on it',
    params,
    ...answer,
    errors: [...whenWriting, 'sharing.facilitator-only', 'sharing.plan-incomplete'],
  }),
  giveAdvice: inEdition({
    method: 'put',
    path: '/editions/{edition}/sharing/advice',
    operationId: 'giveSharingAdvice',
    summary: 'Advise for my organisation; conditions become checks',
    params,
    body: z.object({ outcome: adviceOutcome, text: reason, conditions: z.array(condition).max(20) }),
    ...answer,
    errors: [...whenWriting, 'sharing.privacy-officer-only', 'sharing.conditions-missing'],
  }),
  nameSignatory: inEdition({
    method: 'put',
    path: '/editions/{edition}/sharing/signatory',
    operationId: 'nameSignatory',
    summary: 'Name who signs for my organisation, and by which mandate',
    params,
    body: z.object({ person: z.string().min(1).max(100), mandate: reason, until: day.nullable() }),
    ...answer,
    errors: [...whenWriting, 'sharing.not-signatory', 'sharing.adviser-may-not-sign'],
  }),
  openSigning: inEdition({
    method: 'post',
    path: '/editions/{edition}/sharing/signing',
    operationId: 'openSigning',
    summary: 'Lay the agreement down to be signed',
    params,
    ...answer,
    errors: [
      ...whenWriting,
      'sharing.facilitator-only',
      'sharing.advice-negative',
      'sharing.basis-unchecked',
      'sharing.basis-missing',
      'sharing.signatory-missing',
    ],
  }),
  sign: inEdition({
    method: 'post',
    path: '/editions/{edition}/sharing/signatures',
    operationId: 'signAgreement',
    summary: 'Sign for my organisation what I read; after the last signature it is in force',
    params,
    body: z.object({ hash: contentHash }),
    ...answer,
    errors: [
      ...whenWriting,
      'sharing.not-signatory',
      'sharing.no-mandate',
      'sharing.signed-elsewhere',
      'sharing.adviser-may-not-sign',
      'sharing.signed-already',
      'sharing.content-changed',
    ],
  }),
  amendAgreement: inEdition({
    method: 'post',
    path: '/editions/{edition}/sharing/amendments',
    operationId: 'amendAgreement',
    summary: 'Begin a change of what holds now, which goes on until the change is signed',
    params,
    ...answer,
    errors: [...whenWriting, 'sharing.no-agreement', 'sharing.facilitator-only'],
  }),
  narrowAgreement: inEdition({
    method: 'post',
    path: '/editions/{edition}/sharing/narrowings',
    operationId: 'narrowAgreement',
    summary: 'Allow less of a data set of my own organisation, at once',
    params,
    body: z.object({
      dataSet: slug,
      /** Columns that are not allowed any more; null for the whole data set. */
      columns: z.array(columnName).min(1).max(500).nullable(),
      reason,
    }),
    ...answer,
    errors: [
      ...whenWriting,
      'sharing.no-agreement',
      'sharing.not-in-agreement',
      'sharing.other-organisation',
      'sharing.not-narrower',
    ],
  }),
  stopSharing: inEdition({
    method: 'post',
    path: '/editions/{edition}/sharing/stop',
    operationId: 'stopSharing',
    summary: 'Stop deliveries and questions at once',
    params,
    body: z.object({ reason }),
    ...answer,
    refusesFinished: false,
    errors: ['sharing.not-in', 'sharing.role-may-not', 'sharing.stopped'],
  }),
  resumeSharing: inEdition({
    method: 'post',
    path: '/editions/{edition}/sharing/resumption',
    operationId: 'resumeSharing',
    summary: 'Go on after a stop; for the organisation that stopped it',
    params,
    body: z.object({ reason }),
    ...answer,
    refusesFinished: false,
    errors: ['sharing.not-in', 'sharing.role-may-not', 'sharing.other-organisation', 'sharing.not-stopped'],
  }),
  startFromEarlier: inEdition({
    method: 'post',
    path: '/editions/{edition}/sharing/earlier',
    operationId: 'startSharingFromEarlier',
    summary: 'Start the plan from the agreement of an earlier edition; everybody decides anew',
    params,
    body: z.object({ edition: slug }),
    ...answer,
    errors: [...whenWriting, 'sharing.facilitator-only', 'sharing.earlier-unknown'],
  }),
  getAgreedDataSet: inEdition({
    method: 'get',
    path: '/editions/{edition}/sharing/agreed/{dataSet}',
    operationId: 'getAgreedDataSet',
    summary: 'The columns, grain and terms that a delivery must have',
    params: dataSetParams,
    response: agreedDataSet,
    status: 200,
    errors: ['sharing.no-agreement', 'sharing.stopped', 'sharing.ended', 'sharing.not-in-agreement'],
  }),
  listSharingDesk: defineRoute({
    method: 'get',
    path: '/sharing-desk',
    operationId: 'listSharingDesk',
    summary: 'For a privacy officer: what is asked, what changes, what runs out, in every edition',
    response: z.array(sharingDeskItem),
    status: 200,
    errors: ['sharing.privacy-officer-only'],
  }),
  listLeadTimes: defineRoute({
    method: 'get',
    path: '/sharing-lead-times',
    operationId: 'listSharingLeadTimes',
    summary: 'How long it took from the first plan to the last signature, in the editions I may see',
    response: z.array(z.object({ edition: slug, title: localText, leadTime })),
    status: 200,
    errors: [],
  }),
  listLegalBases: defineRoute({
    method: 'get',
    path: '/legal-bases',
    operationId: 'listLegalBases',
    summary: 'The legal bases that a plan can name',
    response: z.object({ bases: z.array(legalBasis), may: z.object({ change: permission }) }),
    status: 200,
    errors: [],
  }),
  addLegalBasis: defineRoute({
    method: 'post',
    path: '/legal-bases',
    operationId: 'addLegalBasis',
    summary: 'Add a legal basis',
    body: legalBasisInput.extend({ id: slug }),
    response: legalBasis,
    status: 201,
    errors: ['sharing.administrator-only', 'sharing.basis-exists', 'sharing.period-reversed'],
  }),
  changeLegalBasis: defineRoute({
    method: 'put',
    path: '/legal-bases/{basis}',
    operationId: 'changeLegalBasis',
    summary: 'Change a legal basis; what was signed keeps the words it was signed with',
    params: z.object({ basis: slug }),
    body: legalBasisInput,
    response: legalBasis,
    status: 200,
    errors: ['sharing.administrator-only', 'sharing.basis-unknown', 'sharing.period-reversed'],
  }),
} as const;

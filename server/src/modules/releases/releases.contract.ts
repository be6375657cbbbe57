import { z } from 'zod';
import { id, instant, integerMax, localText, permission, slug } from '../../platform/http/common.contract.ts';
import { checksErrors } from '../checks/checks.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { refusedWhenAsking } from '../sharing/sharing-errors.contract.ts';
import { dataSetCheck, landedDataSet } from './check.contract.ts';
import {
  groupableColumns,
  grouping,
  groupingProposal,
  groupingsPerPageMax,
  groupingWords,
} from './groupings.contract.ts';
import { shownKinds } from './shown.contract.ts';

/** A person who asked, or the platform itself where `id` is null. */
export const askedBy = z
  .object({ id: z.string().nullable(), name: z.string().nullable() })
  .meta({ id: 'AskedBy' });
export type AskedBy = z.infer<typeof askedBy>;

/** One result that was made, or that somebody else opened, or one file that was downloaded. */
export const shownEntry = z
  .object({
    number: z.int(),
    at: instant,
    by: askedBy,
    kind: z.enum(shownKinds),
    /** The evidence it was, or what the file is of. */
    subject: z.string(),
    /** Null of a file of several results, and of what the platform measures for an indicator. */
    evidence: id.nullable(),
    dataSets: z.array(z.object({ dataSet: z.string(), name: localText })),
    figures: z.object({ shown: z.int(), suppressed: z.int() }),
  })
  .meta({ id: 'ShownEntry' });
export type ShownEntry = z.infer<typeof shownEntry>;

export const releaseOverview = z
  .object({
    dataSets: z.array(landedDataSet),
    /** Everyone who asked something, by name. */
    people: z.array(askedBy),
    results: z.int(),
    /** How often somebody opened a result of somebody else, each of them once. */
    opened: z.int(),
    downloads: z.int(),
  })
  .meta({ id: 'ReleaseOverview' });
export type ReleaseOverview = z.infer<typeof releaseOverview>;

export const releasesErrors = [
  'releases.role-may-not-see',
  'releases.role-may-not-propose',
  'releases.role-may-not-decide',
  'releases.own-proposal',
  'releases.already-decided',
  'releases.not-approved',
  'releases.cost-not-known',
  'releases.data-set-not-landed',
  'releases.grouping-unknown',
  'releases.grouping-exists',
  'releases.too-many-groupings',
  'releases.column-not-groupable',
  'releases.value-not-registered',
  'releases.already-askable',
  'releases.window-outside',
  'releases.window-too-short',
] as const;
export type ReleasesError = (typeof releasesErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    releases: (typeof releasesErrors)[number];
  }
}

const params = z.object({ edition: slug });
const dataSetParams = z.object({ edition: slug, dataSet: slug });
const groupingParams = z.object({ edition: slug, grouping: id });
const reason = groupingWords;

export const releasesRoutes = {
  getReleases: inEdition({
    method: 'get',
    path: '/editions/{edition}/releases',
    operationId: 'getReleases',
    summary: 'The data sets that landed, and everyone who asked something of them',
    params,
    response: releaseOverview,
    status: 200,
    errors: [...refusedWhenAsking, 'releases.role-may-not-see'],
  }),
  getDataSetCheck: inEdition({
    method: 'get',
    path: '/editions/{edition}/releases/checks/{dataSet}',
    operationId: 'getDataSetCheck',
    summary: 'What the check of the newest version found; waits while it is made',
    params: dataSetParams,
    response: dataSetCheck,
    status: 200,
    errors: [
      ...refusedWhenAsking,
      'releases.role-may-not-see',
      'releases.data-set-not-landed',
      ...checksErrors,
    ],
  }),
  listShown: inEdition({
    method: 'get',
    path: '/editions/{edition}/releases/shown',
    operationId: 'listShown',
    summary: 'What was asked and shown, by whom, downloads included, newest first',
    params,
    query: z.object({
      /** Those before this number. */
      before: z.coerce.number().int().positive().max(integerMax).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      /** The id of a person, or `platform`. */
      person: z.string().min(1).max(200).optional(),
      kind: z.enum(shownKinds).optional(),
    }),
    response: z.object({
      entries: z.array(shownEntry),
      /** How many there are before these. */
      earlier: z.int(),
    }),
    status: 200,
    errors: ['releases.role-may-not-see'],
  }),
  listGroupings: inEdition({
    method: 'get',
    path: '/editions/{edition}/groupings',
    operationId: 'listGroupings',
    summary:
      'Registered groupings and windows with their state, newest first; what they cost for the privacy officer',
    params,
    query: z.object({
      /** Those that were proposed before this grouping. */
      before: id.optional(),
      limit: z.coerce.number().int().min(1).max(groupingsPerPageMax).default(50),
    }),
    response: z.object({
      groupings: z.array(grouping),
      /** How many there are before these. */
      earlier: z.int(),
      dataSets: z.array(landedDataSet),
      may: z.object({ propose: permission }),
    }),
    status: 200,
    errors: [...refusedWhenAsking, 'releases.grouping-unknown'],
  }),
  getGroupableColumns: inEdition({
    method: 'get',
    path: '/editions/{edition}/groupings/columns/{dataSet}',
    operationId: 'getGroupableColumns',
    summary: 'The columns, values and months that a grouping of a data set can be made of',
    params: dataSetParams,
    response: groupableColumns,
    status: 200,
    errors: [
      ...refusedWhenAsking,
      'releases.role-may-not-propose',
      'releases.data-set-not-landed',
      ...checksErrors,
    ],
  }),
  proposeGrouping: inEdition({
    method: 'post',
    path: '/editions/{edition}/groupings',
    operationId: 'proposeGrouping',
    summary: 'Propose values of a column, or a period of months, that may be asked together',
    params,
    body: groupingProposal,
    response: grouping,
    status: 201,
    errors: [
      ...refusedWhenAsking,
      'releases.role-may-not-propose',
      'releases.data-set-not-landed',
      'releases.grouping-exists',
      'releases.too-many-groupings',
      'releases.column-not-groupable',
      'releases.value-not-registered',
      'releases.already-askable',
      'releases.window-outside',
      'releases.window-too-short',
      ...checksErrors,
    ],
  }),
  decideGrouping: inEdition({
    method: 'put',
    path: '/editions/{edition}/groupings/{grouping}/decision',
    operationId: 'decideGrouping',
    summary: 'Approve or refuse a proposed grouping, and say why',
    params: groupingParams,
    body: z.object({ decision: z.enum(['approve', 'refuse']), reason }),
    response: grouping,
    status: 200,
    errors: [
      ...refusedWhenAsking,
      'releases.role-may-not-decide',
      'releases.own-proposal',
      'releases.grouping-unknown',
      'releases.already-decided',
      'releases.cost-not-known',
      'releases.data-set-not-landed',
    ],
  }),
  endGrouping: inEdition({
    method: 'put',
    path: '/editions/{edition}/groupings/{grouping}/end',
    operationId: 'endGrouping',
    summary: 'End an approved grouping for versions that land from now on, and say why',
    params: groupingParams,
    body: z.object({ reason }),
    response: grouping,
    status: 200,
    errors: ['releases.role-may-not-decide', 'releases.grouping-unknown', 'releases.not-approved'],
  }),
} as const;

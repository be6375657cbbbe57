import { z } from 'zod';
import {
  id,
  instant,
  localText,
  messageParams,
  permission,
  slug,
} from '../../platform/http/common.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { sharingProblemErrors } from '../sharing/sharing-errors.contract.ts';

export const deliveryStates = [
  'received',
  'checking',
  'landing',
  'landed',
  'refused',
  'cancelled',
  'failed',
  'withdrawn',
] as const;
export const deliveryState = z.enum(deliveryStates).meta({ id: 'DeliveryState' });
export type DeliveryState = z.infer<typeof deliveryState>;

export const rowCounts = z.object({ read: z.int(), accepted: z.int(), rejected: z.int() });

/** What a check found. A reader who does not deliver gets approximate numbers, and no rows and no hashes. */
export const checkReport = z
  .object({
    /** Every number is to two significant digits, and 10 where it is less: rows, missing, counts and bytes. */
    rounded: z.boolean(),
    rows: rowCounts,
    columns: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        logicalType: z.string(),
        role: z.string(),
        personal: z.boolean(),
        /** Accepted rows without a value; approximate when `rounded`. */
        missing: z.int(),
      }),
    ),
    /** The first ones, for the people who deliver only. */
    errors: z.array(
      z.object({
        row: z.int(),
        column: z.string().nullable(),
        rule: z.string(),
        value: z.string().nullable(),
        message: z.string(),
        /** Values for the sentence of the rule in the reader's language. */
        params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    ),
    /** All of them; approximate when `rounded`. */
    counts: z.array(z.object({ column: z.string().nullable(), rule: z.string(), rows: z.int() })),
    /** The format only when `rounded`. */
    dialect: z.record(z.string(), z.unknown()),
    contract: z.object({ id: z.string(), version: z.string() }),
    /** The bytes are approximate when `rounded`, and the hash is absent: a small file can be guessed from it. */
    file: z.object({ name: z.string(), bytes: z.int(), sha256: z.string().nullable() }),
  })
  .meta({ id: 'CheckReport' });
export type CheckReport = z.infer<typeof checkReport>;

export const delivery = z
  .object({
    id,
    edition: slug,
    dataSet: slug,
    dataSetName: localText,
    organisation: slug,
    state: deliveryState,
    /** 0 to 1 within checking and landing together. */
    progress: z.number().min(0).max(1),
    fileName: z.string(),
    /** To two significant digits for readers who do not deliver: the length of lines is known. */
    bytes: z.int(),
    /** For the people who deliver only: the content of a small file can be guessed from it. */
    sha256: z.string().nullable(),
    by: z.string(),
    at: instant,
    finishedAt: instant.nullable(),
    /** Rows as checked at the partner, or here when the file came without identities. */
    rows: rowCounts
      .extend({
        /** Only the people who deliver see the exact numbers; these have two significant digits. */
        rounded: z.boolean(),
      })
      .nullable(),
    version: z.string().nullable(),
    contractVersion: z.string(),
    /** Why it was refused or failed. */
    problem: z.object({ code: z.string(), params: messageParams, detail: z.string().nullable() }).nullable(),
    may: z.object({ cancel: permission, seeReport: permission }),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof delivery>;

/** What one data set of the edition still needs, for the page of step three. */
export const deliverySlot = z
  .object({
    dataSet: slug,
    dataSetName: localText,
    owner: slug,
    unit: z.string(),
    /** A file with identities is turned into a delivery on the partner's own machine first. */
    needsPseudonyms: z.boolean(),
    /** Of the division its codes of areas are checked against. */
    areaYear: z.int().nullable(),
    current: delivery.nullable(),
    running: delivery.nullable(),
    earlier: z.array(delivery),
    may: z.object({ deliver: permission }),
  })
  .meta({ id: 'DeliverySlot' });
export type DeliverySlot = z.infer<typeof deliverySlot>;

export const keyholderGrant = z
  .object({
    keyholderUrl: z.string(),
    token: z.string(),
    space: z.string(),
    /** The key that everybody in the edition has; accept no other. Hexadecimal. */
    publicKey: z.string(),
    /** SHA-256 of the public key, to compare with what other partners got. */
    keyFingerprint: z.string(),
    expiresAt: instant,
    declaredPersons: z.int(),
  })
  .meta({ id: 'KeyholderGrant' });
export type KeyholderGrant = z.infer<typeof keyholderGrant>;

export const deliveriesErrors = [
  'deliveries.unknown',
  'deliveries.not-owner',
  'deliveries.role-may-not-deliver',
  'deliveries.step-not-open',
  'deliveries.data-set-not-agreed',
  'deliveries.already-running',
  'deliveries.has-identities',
  'deliveries.keyholder-changed',
  'deliveries.keyholder-unreachable',
  'deliveries.same-file',
  'deliveries.no-file',
  'deliveries.finished',
  'deliveries.report-not-yours',
  'deliveries.withdrawn',
  'file.empty',
  'file.wrong-type',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    deliveries: (typeof deliveriesErrors)[number];
  }
}

/** What the agreement of an edition refuses, when a delivery comes in and again when it lands. */
export const refusedByAgreement = [
  'sharing.no-agreement',
  'sharing.stopped',
  'sharing.ended',
  'sharing.not-in-agreement',
  'sharing.review-due',
  'sharing.too-often',
] as const;

/** Why a delivery that was taken in did not land; no request ends with these, the delivery shows them. */
export const deliveryProblemErrors = [
  'deliveries.data-set-not-agreed',
  'deliveries.keyholder-changed',
  'deliveries.not-a-delivery',
  ...refusedByAgreement,
  ...sharingProblemErrors,
  'deliveries.other-data-set',
  'deliveries.other-edition',
  'deliveries.other-contract-version',
  'deliveries.other-key',
  'deliveries.no-fingerprint',
  'deliveries.other-fingerprint',
  'deliveries.no-rows-accepted',
  'deliveries.no-rows-accepted-about',
  'deliveries.keyholder-unreachable',
  'deliveries.failed',
  'deliveries.server-died',
  'file.empty',
  'file.no-rows',
  'file.wrong-type',
  'file.not-a-table',
  'file.has-password',
  'file.old-excel',
  'file.too-much-inside',
  'file.wrong-encoding',
  'file.wrong-delimiter',
  'columns.missing',
  'columns.unknown',
  'columns.duplicate',
  'columns.person-numbers',
] as const;
export type DeliveryProblemCode = (typeof deliveryProblemErrors)[number];

export const deliveryMaxBytes = 2_000_000_000;
const editionParams = z.object({ edition: slug });
const dataSetParams = z.object({ edition: slug, dataSet: slug });
const deliveryParams = z.object({ edition: slug, delivery: id });

export const deliveriesRoutes = {
  listDeliverySlots: inEdition({
    method: 'get',
    path: '/editions/{edition}/delivery-desks',
    operationId: 'listDeliverySlots',
    summary: 'Every agreed data set with what was delivered',
    params: editionParams,
    response: z.array(deliverySlot),
    status: 200,
    errors: [],
  }),
  deliver: inEdition({
    method: 'post',
    path: '/editions/{edition}/data-sets/{dataSet}/deliveries',
    operationId: 'deliver',
    summary: 'Deliver a file; it is checked and landed in the background',
    params: dataSetParams,
    upload: { maxBytes: deliveryMaxBytes },
    response: delivery,
    status: 202,
    refusesFinished: false,
    errors: [
      'deliveries.not-owner',
      'deliveries.role-may-not-deliver',
      'deliveries.step-not-open',
      'deliveries.data-set-not-agreed',
      ...refusedByAgreement,
      'deliveries.already-running',
      'deliveries.has-identities',
      'deliveries.no-file',
      'deliveries.same-file',
      'file.empty',
      'file.wrong-type',
    ],
  }),
  getDelivery: inEdition({
    method: 'get',
    path: '/editions/{edition}/deliveries/{delivery}',
    operationId: 'getDelivery',
    summary: 'How far a delivery is',
    params: deliveryParams,
    response: delivery,
    status: 200,
    errors: ['deliveries.unknown'],
  }),
  getReport: inEdition({
    method: 'get',
    path: '/editions/{edition}/deliveries/{delivery}/report',
    operationId: 'getCheckReport',
    summary: 'The check report: counts for everyone in the edition, rows for the owner',
    params: deliveryParams,
    response: checkReport,
    status: 200,
    errors: ['deliveries.unknown', 'deliveries.report-not-yours', 'deliveries.withdrawn'],
  }),
  cancelDelivery: inEdition({
    method: 'post',
    path: '/editions/{edition}/deliveries/{delivery}/cancellation',
    operationId: 'cancelDelivery',
    summary: 'Stop a delivery that is being checked or landed',
    params: deliveryParams,
    response: delivery,
    status: 200,
    refusesFinished: false,
    errors: [
      'deliveries.unknown',
      'deliveries.finished',
      'deliveries.not-owner',
      'deliveries.role-may-not-deliver',
    ],
  }),
  grantKeyholder: inEdition({
    method: 'post',
    path: '/editions/{edition}/data-sets/{dataSet}/keyholder-grants',
    operationId: 'grantKeyholder',
    summary: 'A token to pseudonymise this data set on the own machine',
    params: dataSetParams,
    body: z.object({ declaredPersons: z.int().min(1).max(2_000_000) }),
    response: keyholderGrant,
    status: 201,
    refusesFinished: false,
    errors: [
      'deliveries.not-owner',
      'deliveries.role-may-not-deliver',
      'deliveries.step-not-open',
      'deliveries.keyholder-changed',
      'deliveries.keyholder-unreachable',
      'deliveries.data-set-not-agreed',
      ...refusedByAgreement,
    ],
  }),
} as const;

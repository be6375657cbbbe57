import { z } from 'zod';
import { id, instant, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';

/** What is done with personal data. */
export const processingKind = z.enum(['land', 'refuse', 'check', 'answer', 'erase']);
export type ProcessingKind = z.infer<typeof processingKind>;

export const processedVersion = z.object({ dataSet: slug, version: z.string(), owner: slug });
export type ProcessedVersion = z.infer<typeof processedVersion>;

export const processingOperation = z
  .object({
    id,
    edition: slug,
    kind: processingKind,
    versions: z.array(processedVersion),
    startedAt: instant,
    endedAt: instant,
    /** `Unset` as it should; `Ok` ended on purpose; `Error` failed. */
    status: z.enum(['Unset', 'Ok', 'Error']),
    /** About how many persons of my organisation were written down; null while that is done, or without persons. */
    persons: z.int().nullable(),
  })
  .meta({ id: 'ProcessingOperation' });
export type ProcessingOperation = z.infer<typeof processingOperation>;

export const processingErrors = ['processing.privacy-officer-only', 'processing.not-written-yet'] as const;
export type ProcessingError = (typeof processingErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    processing: ProcessingError;
  }
}

const range = { edition: slug.optional(), from: instant.optional(), until: instant.optional() };

export const processingRoutes = {
  listProcessing: defineRoute({
    method: 'get',
    path: '/processing-operations',
    operationId: 'listProcessingOperations',
    summary: 'What was done with personal data, newest first',
    query: z.object({ ...range, limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: z.object({ operations: z.array(processingOperation), total: z.int() }),
    status: 200,
    errors: ['processing.privacy-officer-only'],
  }),
  exportProcessing: defineRoute({
    method: 'get',
    path: '/processing-operations/export',
    operationId: 'exportProcessingOperations',
    summary:
      'The same as lines of a Logboek Dataverwerkingen (NDJSON), with a line for each person of my organisation if asked',
    query: z.object({ ...range, persons: z.enum(['no', 'yes']).default('no') }),
    response: z.null(),
    download: true,
    status: 200,
    errors: ['processing.privacy-officer-only', 'processing.not-written-yet', 'session.prove-again'],
  }),
} as const;

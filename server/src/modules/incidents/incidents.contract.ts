import { z } from 'zod';
import { id, instant, permission, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { processingKind } from '../processing/processing.contract.ts';

const words = z.string().trim().min(1).max(4000);

/** What went wrong with the data: seen by who should not, wrong, or gone. */
export const breachKind = z.enum(['confidentiality', 'integrity', 'availability']);

/**
 * What must be decided of a breach (GDPR 33 and 34): how much risk people run, whether the supervisory authority is told, and
 * whether the people themselves are.
 */
export const decisionKind = z.enum(['risk', 'authority', 'people']);
export type DecisionKind = z.infer<typeof decisionKind>;
export const decisionOutcome = z.enum(['unlikely', 'risk', 'high-risk', 'told', 'not-needed']);
export type DecisionOutcome = z.infer<typeof decisionOutcome>;

export const outcomesOf: Readonly<Record<DecisionKind, readonly DecisionOutcome[]>> = {
  risk: ['unlikely', 'risk', 'high-risk'],
  authority: ['told', 'not-needed'],
  people: ['told', 'not-needed'],
};

const decision = z.object({
  kind: decisionKind,
  outcome: decisionOutcome,
  because: z.string(),
  by: z.string(),
  at: instant,
});
export type Decision = z.infer<typeof decision>;

export const incidentFacts = z.object({
  title: z.string().trim().min(1).max(200),
  what: words,
  kinds: z.array(breachKind).min(1).max(3),
  /** The edition of which data are involved. */
  edition: slug.nullable(),
  dataSets: z.array(slug).max(50),
  /** Since when it went wrong, and until when; null when that is not known or it goes on. */
  from: instant.nullable(),
  until: instant.nullable(),
  /** When somebody was sure enough that it is a breach: the 72 hours begin here. */
  discoveredAt: instant,
  /** About how many persons, as far as known. */
  persons: z.int().min(0).max(1_000_000_000).nullable(),
});
export type IncidentFacts = z.infer<typeof incidentFacts>;

export const incidentSummary = z
  .object({
    id,
    title: z.string(),
    /** Who leads it: the organisation in which it was reported. */
    organisation: slug,
    edition: slug.nullable(),
    discoveredAt: instant,
    /** 72 hours after it was discovered. */
    tellBefore: instant,
    /** The decisions that are still missing; closed when `closedAt` is there. */
    missing: z.array(decisionKind),
    closedAt: instant.nullable(),
  })
  .meta({ id: 'IncidentSummary' });
export type IncidentSummary = z.infer<typeof incidentSummary>;

/** What the logs say of the edition in that time. */
export const incidentTraces = z.object({
  operations: z.array(
    z.object({ kind: processingKind, dataSets: z.array(slug), times: z.int(), last: instant }),
  ),
  people: z.array(
    z.object({
      name: z.string(),
      organisation: slug,
      times: z.int(),
      last: instant,
      actions: z.array(z.string()),
    }),
  ),
});
export type IncidentTraces = z.infer<typeof incidentTraces>;

export const incident = incidentSummary
  .extend({
    facts: incidentFacts,
    reportedBy: z.string(),
    reportedAt: instant,
    /** Organisations whose privacy officers were told, and when. */
    told: z.array(z.object({ organisation: slug, at: instant })),
    decisions: z.array(decision),
    notes: z.array(z.object({ text: z.string(), by: z.string(), at: instant })),
    traces: incidentTraces,
    may: z.object({ change: permission, close: permission }),
  })
  .meta({ id: 'Incident' });
export type Incident = z.infer<typeof incident>;

export const incidentsErrors = [
  'incidents.unknown',
  'incidents.not-in-edition',
  'incidents.privacy-officer-only',
  'incidents.other-organisation',
  'incidents.closed',
  'incidents.undecided',
  'incidents.outcome-wrong',
  'incidents.risk-says-otherwise',
  'incidents.in-the-future',
  'incidents.period-reversed',
] as const;
export type IncidentsError = (typeof incidentsErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    incidents: IncidentsError;
  }
}

const params = z.object({ incident: id });
const changing = ['incidents.unknown', 'incidents.other-organisation', 'incidents.closed'] as const;
const describing = [
  'incidents.not-in-edition',
  'incidents.in-the-future',
  'incidents.period-reversed',
] as const;

export const incidentsRoutes = {
  listIncidents: defineRoute({
    method: 'get',
    path: '/incidents',
    operationId: 'listIncidents',
    summary: 'The breaches that my organisation leads or was told of: the register of GDPR 33(5)',
    response: z.array(incidentSummary),
    status: 200,
    errors: ['incidents.privacy-officer-only'],
  }),
  reportIncident: defineRoute({
    method: 'post',
    path: '/incidents',
    operationId: 'reportIncident',
    summary: 'Report that something went wrong with data; the privacy officers are told at once',
    body: incidentFacts,
    response: z.object({ id, told: z.int() }),
    status: 201,
    errors: [...describing, 'editions.unknown', 'editions.not-a-participant'],
  }),
  getIncident: defineRoute({
    method: 'get',
    path: '/incidents/{incident}',
    operationId: 'getIncident',
    summary: 'One breach: what happened, what was touched, what is decided and what is not',
    params,
    response: incident,
    status: 200,
    errors: ['incidents.unknown', 'incidents.privacy-officer-only'],
  }),
  changeIncident: defineRoute({
    method: 'put',
    path: '/incidents/{incident}/facts',
    operationId: 'changeIncident',
    summary: 'Say what is known by now',
    params,
    body: incidentFacts,
    response: incident,
    status: 200,
    errors: [
      ...[...changing, ...describing],
      ...(['incidents.privacy-officer-only', 'editions.unknown', 'editions.not-a-participant'] as const),
    ],
  }),
  decideIncident: defineRoute({
    method: 'put',
    path: '/incidents/{incident}/decisions',
    operationId: 'decideIncident',
    summary: 'Decide on the risk, on telling the authority or on telling the people, and say why',
    params,
    body: z.object({ kind: decisionKind, outcome: decisionOutcome, because: words }),
    response: incident,
    status: 200,
    errors: [
      ...changing,
      'incidents.privacy-officer-only',
      'incidents.outcome-wrong',
      'incidents.risk-says-otherwise',
    ],
  }),
  noteIncident: defineRoute({
    method: 'post',
    path: '/incidents/{incident}/notes',
    operationId: 'noteIncident',
    summary: 'Write down what was done about it',
    params,
    body: z.object({ text: words }),
    response: incident,
    status: 201,
    errors: [...changing, 'incidents.privacy-officer-only'],
  }),
  closeIncident: defineRoute({
    method: 'post',
    path: '/incidents/{incident}/closing',
    operationId: 'closeIncident',
    summary: 'Close it; it stays in the register',
    params,
    response: incident,
    status: 200,
    errors: [...changing, 'incidents.privacy-officer-only', 'incidents.undecided'],
  }),
} as const;

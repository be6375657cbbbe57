import { z } from 'zod';
import { id, instant, localText, permission, slug, textInput } from '../../platform/http/common.contract.ts';

/** Where an agreement is in its life. Only the last four are of a version; the others are of the draft of the next. */
export const agreementStates = [
  'draft',
  'plan-closed',
  'advised',
  'signing',
  'in-force',
  'suspended',
  'ended',
  'cleaned',
] as const;
export const agreementState = z.enum(agreementStates).meta({ id: 'AgreementState' });
export type AgreementState = z.infer<typeof agreementState>;

export const day = z.iso.date();
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const contentHash = z
  .string()
  .length(64)
  .regex(/^[0-9a-f]{64}$/);
export const reason = z.string().trim().min(1).max(1000);

export const columnOutcome = z.enum(['allowed', 'coarser', 'not-allowed']).meta({ id: 'ColumnOutcome' });
export type ColumnOutcome = z.infer<typeof columnOutcome>;

/** As in a contract: the level of an area, of a date, the width of an age band, or the signs of a postcode. */
export const grain = z.union([z.string().min(1).max(20), z.int().min(1).max(50)]);
export type Grain = z.infer<typeof grain>;

/** How often a data set may land under one version of the agreement. */
export const frequency = z.enum(['once', 'monthly', 'quarterly', 'yearly', 'when-needed']);
export type Frequency = z.infer<typeof frequency>;

/** What may land of one data set, besides its columns. */
export const terms = z
  .object({
    /** The months that rows may be about. */
    from: month,
    to: month,
    rowsMax: z.int().min(1).max(1_000_000_000),
    /** Null for a data set that names no persons. */
    personsMax: z.int().min(1).max(50_000_000).nullable(),
    frequency,
    keepUntil: day,
  })
  .meta({ id: 'SharingTerms' });
export type Terms = z.infer<typeof terms>;

/** What an adviser asks that the platform holds everybody to. */
export const conditionRule = z.discriminatedUnion('rule', [
  /** No count under this is shown. */
  z.object({ rule: z.literal('minimum-count'), value: z.int().min(10).max(1000) }),
  /** From this day on nothing lands until a later version was advised on. */
  z.object({ rule: z.literal('review-by'), value: day }),
  /** Rows about an area with fewer inhabitants do not land. */
  z.object({ rule: z.literal('min-area-population'), value: z.int().min(1).max(100_000) }),
]);
export type ConditionRule = z.infer<typeof conditionRule>;

export const adviceOutcome = z.enum(['positive', 'conditions', 'negative']);
export type AdviceOutcome = z.infer<typeof adviceOutcome>;

const decision = z.object({
  outcome: columnOutcome,
  grain: grain.nullable(),
  reason: z.string(),
  by: z.string(),
  at: instant,
});

export const planColumn = z
  .object({
    name: z.string(),
    label: localText,
    role: z.string(),
    personal: z.boolean(),
    /** The method needs it: person number, month, area. */
    key: z.boolean(),
    /** Never leaves its owner, whatever is decided: names, house numbers, numbers of records. */
    staysAtOwner: z.boolean(),
    /** Grain in the contract; null where it has none. */
    grain: grain.nullable(),
    /** Coarser grains that can be decided on. */
    grains: z.array(grain),
    /** Questions of the edition that it serves. */
    questions: z.array(id),
    decision: decision.nullable(),
    /** What was decided in the edition that this plan started from; null for what is new since. */
    earlier: decision.nullable(),
    /** Something lacks before the plan can be closed. */
    missing: z.enum(['question', 'decision', 'grain']).nullable(),
  })
  .meta({ id: 'PlanColumn' });
export type PlanColumn = z.infer<typeof planColumn>;

export const planDataSet = z
  .object({
    dataSet: slug,
    name: localText,
    owner: slug,
    unit: z.string(),
    /** Names persons, so that it needs a legal basis. */
    persons: z.boolean(),
    special: z.boolean(),
    contractVersion: z.string(),
    /** Of the newest contract, when that is another: what was agreed stays under its own. */
    newerContract: z.string().nullable(),
    columns: z.array(planColumn),
    terms: terms.nullable(),
    bases: z.array(z.string()),
    necessity: z.string().nullable(),
    /** Each thing that lacks before the plan can be closed, as a code with values. */
    missing: z.array(z.object({ code: z.string(), column: z.string().nullable() })),
    askedBy: z.string(),
    askedAt: instant,
    may: z.object({ link: permission, decide: permission, setTerms: permission, withdraw: permission }),
  })
  .meta({ id: 'PlanDataSet' });
export type PlanDataSet = z.infer<typeof planDataSet>;

export const condition = z.object({ text: z.string().trim().min(1).max(1000), check: conditionRule });

export const partyAdvice = z
  .object({
    by: z.string(),
    at: instant,
    outcome: adviceOutcome,
    text: z.string(),
    conditions: z.array(condition),
  })
  .meta({ id: 'PartyAdvice' });
export type PartyAdvice = z.infer<typeof partyAdvice>;

export const signatory = z.object({
  person: z.string(),
  name: z.string(),
  mandate: z.string(),
  until: day.nullable(),
});

export const partyTask = z.enum(['decide', 'advise', 'name-signatory', 'sign']);
export type PartyTask = z.infer<typeof partyTask>;

export const party = z
  .object({
    organisation: slug,
    role: z.enum(['joint-controller', 'receiver']),
    signatory: signatory.nullable(),
    advice: partyAdvice.nullable(),
    signature: z.object({ by: z.string(), at: instant, hash: contentHash }).nullable(),
    /** What waits for this organisation, since when, and who can do it. */
    waiting: z.array(
      z.object({
        task: partyTask,
        since: instant,
        n: z.int(),
        persons: z.array(z.object({ id: z.string(), name: z.string() })),
      }),
    ),
    may: z.object({ advise: permission, nameSignatory: permission, sign: permission }),
  })
  .meta({ id: 'SharingParty' });
export type Party = z.infer<typeof party>;

/** One thing in which two versions are not the same. */
export const difference = z
  .object({
    what: z.enum(['data-set', 'column', 'terms', 'bases', 'purpose', 'period', 'party', 'condition']),
    change: z.enum(['added', 'removed', 'wider', 'narrower', 'changed']),
    dataSet: slug.nullable(),
    column: z.string().nullable(),
    organisation: slug.nullable(),
    before: z.string().nullable(),
    after: z.string().nullable(),
  })
  .meta({ id: 'AgreementDifference' });
export type Difference = z.infer<typeof difference>;

export const amendmentKind = z.enum(['first', 'narrowing', 'neutral', 'widening']);
export type AmendmentKind = z.infer<typeof amendmentKind>;

export const agreementVersion = z
  .object({
    number: z.int(),
    kind: amendmentKind,
    hash: contentHash,
    since: instant,
    until: instant.nullable(),
    inForce: z.boolean(),
    signatures: z.array(z.object({ organisation: slug, by: z.string(), at: instant })),
    /** With the version before it. */
    differences: z.array(difference),
  })
  .meta({ id: 'AgreementVersion' });
export type AgreementVersion = z.infer<typeof agreementVersion>;

export const phase = z
  .object({
    state: agreementState,
    from: instant,
    /** Null while it goes on. */
    to: instant.nullable(),
    days: z.number(),
    /** How long each organisation took in it; the longest first. */
    organisations: z.array(z.object({ organisation: slug, days: z.number(), done: z.boolean() })),
  })
  .meta({ id: 'SharingPhase' });
export type Phase = z.infer<typeof phase>;

export const leadTime = z
  .object({ from: instant, to: instant.nullable(), days: z.number(), phases: z.array(phase) })
  .meta({ id: 'SharingLeadTime' });
export type LeadTime = z.infer<typeof leadTime>;

export const frame = z
  .object({
    purpose: localText.nullable(),
    /** For what the data may not be used. */
    excluded: z.array(localText),
    from: day.nullable(),
    to: day.nullable(),
    review: day.nullable(),
  })
  .meta({ id: 'SharingFrame' });

export const frameInput = z.object({
  purpose: textInput,
  excluded: z.array(textInput).max(20),
  from: day,
  to: day,
  review: day,
});

export const basisKind = z.enum(['ground', 'special-exception', 'other-law']);

export const legalBasis = z
  .object({
    id: slug,
    kind: basisKind,
    reference: z.string(),
    name: localText,
    /** What to look at before it is used. */
    check: localText,
    validFrom: day.nullable(),
    validTo: day.nullable(),
    source: z.string(),
    /** Nobody may sign on a basis that nobody looked at. */
    checkedBy: z.string().nullable(),
    checkedAt: instant.nullable(),
    changedAt: instant,
  })
  .meta({ id: 'LegalBasis' });
export type LegalBasis = z.infer<typeof legalBasis>;

export const legalBasisInput = z.object({
  kind: basisKind,
  reference: z.string().trim().min(1).max(200),
  name: textInput,
  check: textInput,
  validFrom: day.nullable(),
  validTo: day.nullable(),
  source: z.string().trim().min(1).max(500),
  /** Whoever sends this looked at it. */
  checked: z.boolean(),
});

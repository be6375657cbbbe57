import { z } from 'zod';
import { instant, integerMax, localText, slug, textInput } from '../../platform/http/common.contract.ts';

/** What one outcome is about. */
export const subject = z.enum(['person', 'household', 'address', 'group', 'area', 'object', 'event']);
export type Subject = z.infer<typeof subject>;

/** What the outcome tells. */
export const telling = z.enum([
  'situation',
  'amount',
  'condition',
  'recognise',
  'sort',
  'behaviour',
  'crime',
  'trust',
  'identity',
  'emotion',
]);
export type Telling = z.infer<typeof telling>;

/** What is done with the outcome. */
export const use = z.enum([
  'describe',
  'policy',
  'areas',
  'objects',
  'advise-case',
  'decide-person',
  'service',
]);
export type Use = z.infer<typeof use>;

/** What a human does with an outcome before it has an effect. */
export const humanRole = z.enum(['decides', 'can-undo', 'none']);
export type HumanRole = z.infer<typeof humanRole>;

/** Narayanan's groups of what AI is used for; an outcome about things, or one that looks back, is in none of them. */
export const aiClass = z.enum(['perception', 'judgement', 'social-outcome', 'none']).meta({ id: 'AiClass' });
export type AiClass = z.infer<typeof aiClass>;

/** The seven biases of Suresh and Guttag, by the phase in which they arise. */
export const biasPhases = {
  data: ['historical', 'representation', 'measurement'],
  model: ['learning', 'aggregation', 'evaluation', 'deployment'],
} as const;
export const biasKeys = [...biasPhases.data, ...biasPhases.model] as const;
export const biasKey = z.enum(biasKeys);
export type BiasKey = z.infer<typeof biasKey>;

/** What a field can stand for without saying it. */
export const proxyKind = z.enum([
  'place',
  'age',
  'sex',
  'origin',
  'language',
  'income',
  'household',
  'health',
  'offence',
  'vehicle',
  'special-category',
]);
export type ProxyKind = z.infer<typeof proxyKind>;

/** A field that stands for more than it says; without a column, that somebody is in the data set does. */
export const proxy = z
  .object({ dataSet: slug, column: z.string().max(200).nullable(), kind: proxyKind })
  .meta({ id: 'GuardrailProxy' });
export type ProxyField = z.infer<typeof proxy>;

export const answer = z.enum(['forbidden', 'not-here', 'allowed']);
export type Answer = z.infer<typeof answer>;

export const ruleId = z.enum([
  'social-scoring',
  'crime-by-profile',
  'automated-decision',
  'origin-profile',
  'biometric-identity',
  'behaviour-of-people',
  'emotion',
  'decision-about-person',
  'outcome-per-person',
  'profile-on-case',
  'without-human',
  'looks-back',
  'answers-who-asks',
  'things',
  'areas-and-counts',
]);
export type RuleId = z.infer<typeof ruleId>;

/** Where a rule comes from: an article, or a rule of this house. */
export const source = z.enum([
  'ai-act-5-1-c',
  'ai-act-5-1-d',
  'gdpr-22',
  'equal-treatment',
  'gdpr-9',
  'house-people',
  'house-emotion',
  'house-decision',
  'house-person',
  'house-profile',
  'house-human',
  'house-look-back',
  'house-service',
  'house-things',
  'house-areas',
]);

/** What has to be recorded before an outcome of this kind may be made. */
export const need = z.enum(['data', 'context', 'fit', 'biases', 'proxies', 'human']);
export type Need = z.infer<typeof need>;

export const verdict = z
  .object({
    answer,
    /** Every rule that gives this answer; the first is the one to read. */
    rules: z.array(ruleId).min(1),
    class: aiClass,
    /** What the outcome is about by its data, which can be closer to people than was said. */
    subject,
    proxies: z.array(proxy),
    /** What is still to be recorded. */
    missing: z.array(need),
  })
  .meta({ id: 'GuardrailVerdict' });
export type Verdict = z.infer<typeof verdict>;

const column = z.string().min(1).max(200);
const note = z.string().trim().min(1).max(1000);

export const usedData = z.object({ dataSet: slug, columns: z.array(column).max(200) });

const written = z.object({
  about: subject,
  tells: telling,
  use,
  data: z.array(usedData).max(20),
  /** Requirement 8: what belongs to it and what does not, and why these data fit. */
  context: note.nullable(),
  fit: note.nullable(),
  /** Requirement 11: what was seen of each bias, and what is done about it. */
  biases: z.partialRecord(biasKey, note),
  /** Why each proxy is used and how it is watched, by `proxyKey`. */
  proxyNotes: z.record(z.string().max(300), note).refine((notes) => Object.keys(notes).length <= 100),
  human: z.object({ role: humanRole, how: note.nullable() }).nullable(),
});

/** What somebody wants to do with the outcome of a question, and what they looked at first. */
export const checkInput = written.extend({ purpose: textInput });
export type CheckInput = z.output<typeof checkInput>;
export const checkContent = written.extend({ purpose: localText });
export type CheckContent = z.output<typeof checkContent>;

/** An exception to a rule of this house; there is none to the law. */
export const exception = z
  .object({
    reason: z.string(),
    organisation: slug,
    at: instant,
    /** Null while it stands. */
    withdrawnAt: instant.nullable(),
  })
  .meta({ id: 'GuardrailException' });

export const check = z
  .object({
    number: z.int(),
    content: checkContent,
    verdict,
    by: z.string(),
    organisation: slug,
    at: instant,
    exception: exception.nullable(),
  })
  .meta({ id: 'GuardrailCheck' });
export type Check = z.infer<typeof check>;

/** What the list of questions says of the newest check. */
export const checkState = z
  .object({ number: z.int(), answer, complete: z.boolean(), excepted: z.boolean() })
  .meta({ id: 'GuardrailCheckState' });
export type CheckState = z.infer<typeof checkState>;

/** The check that somebody answers to; 0 before the first. */
export const checkNumber = z.int().min(0).max(integerMax);

/** A data set as the rules look at it. */
export const dataFacts = z.object({
  dataSet: slug,
  unit: z.enum(['person', 'household', 'address', 'object', 'event', 'area']),
  namesPersons: z.boolean(),
  specialCategory: z.boolean(),
  columns: z.array(z.object({ name: z.string(), role: z.string() })),
});
export type DataFacts = z.infer<typeof dataFacts>;

export const dataOption = dataFacts
  .extend({
    name: localText,
    owner: slug,
    columns: z.array(z.object({ name: z.string(), role: z.string(), label: localText })),
  })
  .meta({ id: 'GuardrailDataOption' });
export type DataOption = z.infer<typeof dataOption>;

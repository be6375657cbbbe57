import { canonicalJson, hashContent } from '../../platform/canonical-json.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import { staysAtOwner } from './sharing.columns.ts';
import {
  type Condition,
  type Deed,
  type Draft,
  type DraftState,
  isShared,
  type Signatory,
  type Signature,
  standingAdvice,
} from './sharing.draft.ts';
import type { AdviceOutcome, ColumnOutcome, Grain, Terms } from './sharing-words.contract.ts';

export interface AgreedColumn {
  readonly name: string;
  readonly outcome: ColumnOutcome;
  readonly grain: Grain | null;
  readonly reason: string;
  readonly questions: readonly string[];
  /** Null for a column that was left undecided, which is not allowed. */
  readonly decided: { readonly by: string; readonly at: string } | null;
}

export interface AgreementDataSet {
  readonly dataSet: string;
  readonly owner: string;
  readonly contractVersion: string;
  readonly unit: string;
  readonly persons: boolean;
  readonly special: boolean;
  readonly columns: readonly AgreedColumn[];
  /** Null when its owner allowed nothing of it. */
  readonly terms: Terms | null;
  /** With the words that were signed. */
  readonly bases: readonly { readonly id: string; readonly reference: string; readonly name: LocalText }[];
  readonly necessity: string | null;
}

/** One version of an agreement: what is hashed and signed. */
export interface AgreementContent {
  readonly edition: string;
  readonly number: number;
  readonly supersedes: number | null;
  readonly purpose: LocalText;
  readonly excluded: readonly LocalText[];
  readonly period: { readonly from: string; readonly to: string; readonly review: string };
  readonly parties: readonly { readonly organisation: string; readonly signatory: Signatory | null }[];
  readonly dataSets: readonly AgreementDataSet[];
  readonly advice: readonly {
    readonly organisation: string;
    readonly by: string;
    readonly outcome: AdviceOutcome;
    readonly text: string;
    readonly conditions: readonly Condition[];
  }[];
  readonly end: {
    readonly data: 'erase-all-copies';
    readonly keys: 'destroy';
    readonly evidence: 'protected-figures-stay';
  };
}

/** What is kept beside the content: who signed, and how it came to be. */
export interface SignedRecord {
  readonly signatures: readonly Signature[];
  readonly history: readonly { readonly state: DraftState; readonly at: string }[];
  readonly deeds: readonly Deed[];
  /** Persons who advised, by id. */
  readonly advisers: readonly string[];
  /** Why its owner narrowed it; null for another change. */
  readonly reason: string | null;
}

export type BasisWords = ReadonlyMap<string, { readonly reference: string; readonly name: LocalText }>;

const end = { data: 'erase-all-copies', keys: 'destroy', evidence: 'protected-figures-stay' } as const;

/** The content of a draft whose plan was closed; undefined when something of its frame lacks. */
export function draftToContent(
  edition: string,
  draft: Draft,
  parties: readonly string[],
  bases: BasisWords,
): AgreementContent | undefined {
  const { purpose, excluded, from, to, review } = draft.frame;
  if (purpose === null || from === null || to === null || review === null) return undefined;
  return {
    edition,
    number: draft.number,
    supersedes: draft.supersedes,
    purpose,
    excluded,
    period: { from, to, review },
    parties: [...parties]
      .sort()
      .map((organisation) => ({ organisation, signatory: draft.signatories[organisation] ?? null })),
    dataSets: [...draft.dataSets]
      .sort((one, other) => (one.dataSet < other.dataSet ? -1 : 1))
      .map((dataSet) => toAgreed(dataSet, bases)),
    advice: standingAdvice(draft, parties)
      .sort((one, other) => (one.organisation < other.organisation ? -1 : 1))
      .map(({ organisation, by, outcome, text, conditions }) => ({
        organisation,
        by,
        outcome,
        text,
        conditions,
      })),
    end,
  };
}

function toAgreed(dataSet: Draft['dataSets'][number], bases: BasisWords): AgreementDataSet {
  const { owner, contractVersion, unit, persons, special, necessity } = dataSet;
  return {
    ...{ dataSet: dataSet.dataSet, owner, contractVersion, unit, persons, special, necessity },
    columns: dataSet.columns
      .filter(({ role }) => !staysAtOwner(role))
      .map(({ name, decision, questions }) => ({
        name,
        outcome: decision?.outcome ?? 'not-allowed',
        grain: decision?.grain ?? null,
        reason: decision?.reason ?? '',
        questions: [...questions].sort(),
        decided: decision && { by: decision.by, at: decision.at },
      })),
    terms: isShared(dataSet) ? dataSet.terms : null,
    bases: dataSet.bases.map((id) => ({ id, ...wordsOf(bases, id) })),
  };
}

function wordsOf(bases: BasisWords, id: string): { reference: string; name: LocalText } {
  const { reference, name } = bases.get(id) ?? { reference: id, name: { nl: id, en: id } };
  return { reference, name };
}

export function hashOfContent(content: AgreementContent): string {
  return hashContent(content);
}

export function contentToText(content: AgreementContent): string {
  return canonicalJson(content);
}

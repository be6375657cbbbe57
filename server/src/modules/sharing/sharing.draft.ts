import { hashContent } from '../../platform/canonical-json.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type {
  AdviceOutcome,
  AgreementState,
  ColumnOutcome,
  ConditionRule,
  Grain,
  Terms,
} from './sharing-words.contract.ts';

export interface Decision {
  readonly outcome: ColumnOutcome;
  readonly grain: Grain | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export interface DraftColumn {
  readonly name: string;
  readonly label: LocalText;
  readonly role: string;
  readonly personal: boolean;
  /** Grain in the contract. */
  readonly grain: Grain | null;
  readonly questions: readonly string[];
  readonly decision: Decision | null;
  /** In the edition that this plan started from. */
  readonly earlier: Decision | null;
}

/** A data set that was asked for, under the contract that it had then. */
export interface DraftDataSet {
  readonly dataSet: string;
  readonly owner: string;
  readonly contractVersion: string;
  readonly unit: string;
  readonly persons: boolean;
  readonly special: boolean;
  readonly columns: readonly DraftColumn[];
  readonly terms: Terms | null;
  readonly bases: readonly string[];
  readonly necessity: string | null;
  readonly askedBy: string;
  readonly askedAt: string;
}

export interface Frame {
  readonly purpose: LocalText | null;
  readonly excluded: readonly LocalText[];
  readonly from: string | null;
  readonly to: string | null;
  readonly review: string | null;
}

export interface Condition {
  readonly text: string;
  readonly check: ConditionRule;
}

export interface Advice {
  readonly organisation: string;
  readonly byId: string;
  readonly by: string;
  readonly at: string;
  readonly outcome: AdviceOutcome;
  readonly text: string;
  readonly conditions: readonly Condition[];
  /** Of the plan it is about: about another plan it says nothing. */
  readonly planHash: string;
}

export interface Signatory {
  readonly person: string;
  readonly name: string;
  readonly mandate: string;
  readonly until: string | null;
}

export interface Signature {
  readonly organisation: string;
  readonly byId: string;
  readonly by: string;
  readonly at: string;
  /** Of the content it was put under: under another content there is no signature. */
  readonly hash: string;
}

export type DraftState = Extract<AgreementState, 'draft' | 'plan-closed' | 'advised' | 'signing'>;

/** What an organisation did last in a state, for where the time went. */
export interface Deed {
  readonly state: DraftState;
  readonly organisation: string;
  readonly at: string;
}

/** The next version of an agreement. Its state is not in it: it follows from what was said about what. */
export interface Draft {
  readonly number: number;
  /** The version that it takes the place of. */
  readonly supersedes: number | null;
  readonly frame: Frame;
  readonly dataSets: readonly DraftDataSet[];
  readonly signatories: Readonly<Record<string, Signatory>>;
  readonly advice: readonly Advice[];
  readonly signatures: readonly Signature[];
  /** Of the plan as it was closed, and as it was laid down to be signed. */
  readonly closedHash: string | null;
  readonly signingHash: string | null;
  readonly history: readonly { readonly state: DraftState; readonly at: string }[];
  readonly deeds: readonly Deed[];
}

export function newDraft(number: number, supersedes: number | null, at: Date): Draft {
  return {
    number,
    supersedes,
    frame: { purpose: null, excluded: [], from: null, to: null, review: null },
    dataSets: [],
    signatories: {},
    advice: [],
    signatures: [],
    closedHash: null,
    signingHash: null,
    history: [{ state: 'draft', at: at.toISOString() }],
    deeds: [],
  };
}

/** What the plan says, without who said so and when: the same plan again has the same hash. */
export function planHash({ frame, dataSets }: Pick<Draft, 'frame' | 'dataSets'>): string {
  const plan = dataSets.map(({ askedBy: _by, askedAt: _at, columns, ...dataSet }) => ({
    ...dataSet,
    columns: columns.map(({ decision, label: _label, earlier: _earlier, ...column }) => ({
      ...column,
      questions: [...column.questions].sort(),
      decision: decision && { outcome: decision.outcome, grain: decision.grain, reason: decision.reason },
    })),
  }));
  return hashContent({ frame, plan: plan.sort((one, other) => (one.dataSet < other.dataSet ? -1 : 1)) });
}

/** The advice that is about the plan as it is, of the organisations that are in. */
export function standingAdvice(draft: Draft, parties: readonly string[]): Advice[] {
  const hash = planHash(draft);
  return draft.advice.filter((one) => one.planHash === hash && parties.includes(one.organisation));
}

/** Where the draft is, by what was said about the plan as it is now. */
export function stateOf(draft: Draft, parties: readonly string[]): DraftState {
  const hash = planHash(draft);
  if (draft.closedHash !== hash) return 'draft';
  const advised = standingAdvice(draft, parties).map(({ organisation }) => organisation);
  if (parties.some((organisation) => !advised.includes(organisation))) return 'plan-closed';
  return draft.signingHash === hash ? 'signing' : 'advised';
}

/** Writes down that the state changed, and what an organisation did before it did. */
export function remember(
  before: Draft,
  after: Draft,
  { parties, organisation, at }: { parties: readonly string[]; organisation: string | null; at: Date },
): Draft {
  const [from, to] = [before.history.at(-1)?.state ?? 'draft', stateOf(after, parties)];
  const others = after.deeds.filter((deed) => deed.state !== from || deed.organisation !== organisation);
  const deed = { state: from, organisation: organisation ?? '', at: at.toISOString() };
  return {
    ...after,
    deeds: organisation === null ? after.deeds : [...others, deed],
    history: from === to ? after.history : [...after.history, { state: to, at: at.toISOString() }],
  };
}

/** The same draft with another data set in the place of one. */
export function replaceDataSet(draft: Draft, changed: DraftDataSet): Draft {
  return {
    ...draft,
    dataSets: draft.dataSets.map((one) => (one.dataSet === changed.dataSet ? changed : one)),
  };
}

/** Whether something of a data set may land by what was decided so far. */
export function isShared({ columns }: Pick<DraftDataSet, 'columns'>): boolean {
  return columns.some(({ decision }) => decision !== null && decision.outcome !== 'not-allowed');
}

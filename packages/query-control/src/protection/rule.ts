import type { Cube } from '../cube/cube.ts';
import type { MembershipClasses } from '../cube/membership-classes.ts';
import type { UnitCells } from '../cube/unit-cells.ts';
import type { ClosedPart } from './closed-part.ts';

/** What a rule can be called, in the order in which they are asked. */
export type SuppressionRule =
  | 'minimum-count'
  | 'dominance'
  | 'small-complement'
  | 'disclosive-zero'
  | 'group-disclosure'
  | 'precision';

/** Per row of a cube 1 where it is suppressed, else 0. The total is row 0, a cell like the others. */
export type Suppressed = Uint8Array;

/**
 * One reason to suppress figures. A rule is a function of true sizes alone, so it gives the same verdict whoever asks,
 * and whatever was asked before.
 */
export interface ProtectionRule {
  readonly name: SuppressionRule;
  /** The number of its decision record. */
  readonly decision: string;
  /**
   * Where set, what the rule finds is about a description and not about the set of records: another description that
   * happens to give the same records keeps its figure. By default the set is suppressed under all its descriptions.
   */
  readonly isAboutDescription?: true;
  find(cube: Cube, context: RuleContext): Finding;
}

/** What a rule suppresses, and what it measured on the way. */
export interface Finding {
  readonly suppressed: Suppressed;
  /** Only of the rule on precision: the smallest standard error of all groups under the minimum, after suppression. */
  readonly lowestError?: number;
  /** Only of the rule on precision: what it could not hold. */
  readonly closed?: readonly ClosedPart[];
  /**
   * Per row 1 where it belongs to a part that is closed. What is closed cannot be asked under that name; the same set under
   * a name that can be asked stays as it is.
   */
  readonly closedRows?: Suppressed;
}

/** What a rule may use besides the cube. */
export interface RuleContext {
  readonly parameters: RuleParameters;
  /** What the rules before it suppressed. */
  readonly suppressed: Suppressed;
  /** Of a cube of records: the cube of the persons behind them, where records name persons. */
  readonly persons?: Cube;
  /** Of a cube of persons: what each of them is in. Needed where one person can be in several nodes of one dimension. */
  readonly classes?: MembershipClasses | 'too-many';
  /** The checks of the data set before this one in the same unit, oldest first. */
  readonly earlier: readonly EarlierCheck[];
  /** Where each unit of the cube is. Needed beside earlier checks. */
  readonly units?: UnitCells;
}

/** A check that could be read before: of an earlier version, or of this version beside other linked data sets. */
export interface EarlierCheck {
  readonly cube: Cube;
  /** What was shown: rule 0. */
  readonly protection: { readonly rules: Uint8Array };
  readonly units: UnitCells;
}

/** The limits of the rules. */
export interface RuleParameters {
  /** True counts from 1 up to but not including this are never shown. */
  readonly minimumCount: number;
  /** The most that noise changes a count by, and its variance. */
  readonly maxNoise: number;
  readonly variance: number;
  /** p of the p% rule: the total without the two largest must be at least p% of the largest. */
  readonly dominancePercent: number;
  /** No group under the minimum can be estimated with a smaller standard error than this. */
  readonly floor: number;
}

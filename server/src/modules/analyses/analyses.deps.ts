import type { DisclosureParameters } from '@datalab/disclosure';
import type { Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { Goal } from '../editions/editions.contract.ts';
import type { EditionState } from './analyses.policy.ts';
import type { AnalysesTables } from './analyses.tables.ts';
import type { FindLandedSources } from './landed-sources.ts';

/** An edition as this module needs it. */
export interface EditionView extends EditionState {
  readonly slug: string;
  readonly title: LocalText;
  readonly goals: readonly Goal[];
}

export interface AnalysesDeps {
  readonly db: Db<AnalysesTables>;
  readonly recordEvent: RecordEvent;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionView>;
  readonly findLandedSources: FindLandedSources;
  /** The codes of an area division by level; undefined when that year is not registered. */
  readonly areaCodes: (year: number) => Promise<AreaCodes | undefined>;
  /** Protection of an edition; secret, and the same for every query of that edition. */
  readonly protectionOf: (edition: string) => Promise<DisclosureParameters>;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly answerTimeoutMs: number;
}

export type AreaCodes = Readonly<Record<'neighbourhood' | 'district' | 'municipality', readonly string[]>>;

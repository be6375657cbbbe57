import type { StepKey } from '../editions/editions.contract.ts';
import {
  type AreaSpreads,
  type Capacity,
  type PlanAdvice,
  type ReadinessArea,
  type ReadinessMessage,
  readinessArea,
} from './readiness.contract.ts';

/** From looking back to saying what to do. */
const rungs = ['descriptive', 'diagnostic', 'predictive', 'prescriptive'] as const;
type Rung = (typeof rungs)[number];

export interface LookedBack {
  /** A question on this rung has an answer. */
  readonly answered: boolean;
  /** An insight rests on such an answer. */
  readonly used: boolean;
}

export interface RungFacts {
  readonly lookedBack: Readonly<Record<'descriptive' | 'diagnostic', LookedBack>>;
  /** How the registration is at the organisations whose data the question needs. */
  readonly dataLevels: readonly { readonly organisation: string; readonly level: number }[];
}

export interface RungReason {
  readonly code: ReadinessMessage;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface RungAdvice {
  readonly rung: Rung;
  /** Why it is lower than what was chosen; none when it is not. */
  readonly reasons: readonly RungReason[];
}

interface Limit {
  readonly highest: Rung;
  readonly reason: RungReason;
}

/** Requirements 5 and 49: the rung that can be reached from where the organisations stand. */
export function adviseRung(chosen: Rung, facts: RungFacts): RungAdvice {
  const looksAhead = rungs.indexOf(chosen) >= rungs.indexOf('predictive');
  const limits = [...(looksAhead ? limitsOfLookingAhead(facts) : []), ...limitsOfData(facts)];
  const broken = limits.filter(({ highest }) => rungs.indexOf(highest) < rungs.indexOf(chosen));
  const advised = Math.min(rungs.indexOf(chosen), ...broken.map(({ highest }) => rungs.indexOf(highest)));
  return { rung: rungs[advised] ?? chosen, reasons: broken.map(({ reason }) => reason) };
}

/** Requirement 5: look back well first, and use what that gives, before looking ahead. */
function limitsOfLookingAhead({ lookedBack }: RungFacts): Limit[] {
  const missing = (['descriptive', 'diagnostic'] as const).find((rung) => !lookedBack[rung].answered);
  if (missing !== undefined) {
    return [{ highest: missing, reason: { code: 'readiness.rung.not-looked-back', params: {} } }];
  }
  if (lookedBack.descriptive.used && lookedBack.diagnostic.used) return [];
  return [{ highest: 'diagnostic', reason: { code: 'readiness.rung.not-used', params: {} } }];
}

/** Data that hardly anybody keeps up cannot explain, let alone predict. */
function limitsOfData({ dataLevels }: RungFacts): Limit[] {
  return dataLevels.flatMap(({ organisation, level }): Limit[] => {
    if (level > 2) return [];
    const reason = { code: 'readiness.rung.data-level', params: { organisation, level } } as const;
    return [{ highest: level === 1 ? 'descriptive' : 'diagnostic', reason }];
  });
}

interface PlanRule {
  readonly step: StepKey;
  readonly code: PlanAdvice['code'];
  /** Weeks to plan extra at level 1 and at level 2. */
  readonly extraWeeks: readonly [number, number];
}

/** What a low level in an area changes in the plan, and in which step. */
export const planRules: Readonly<Record<ReadinessArea, PlanRule>> = {
  leadership: { step: 'prioritise', code: 'backing-first', extraWeeks: [2, 1] },
  people: { step: 'analyse', code: 'read-together', extraWeeks: [0, 0] },
  data: { step: 'share', code: 'key-user', extraWeeks: [4, 2] },
  technology: { step: 'share', code: 'deliver-together', extraWeeks: [2, 1] },
  agreements: { step: 'picture', code: 'privacy-early', extraWeeks: [0, 0] },
  use: { step: 'solve', code: 'one-team', extraWeeks: [0, 0] },
};

export interface Outcome {
  readonly organisation: string;
  readonly areas: AreaSpreads;
  readonly onlyOwn: boolean;
}

/** Requirement 49: the results change the plan; each advice names the organisation and the step. */
export function advisePlan(outcomes: readonly Outcome[]): PlanAdvice[] {
  return outcomes.flatMap(({ organisation, areas, onlyOwn }) =>
    readinessArea.options.flatMap((area): PlanAdvice[] => {
      const about = { organisation, area, onlyOwn };
      const { level, counts } = areas[area];
      if (level === 1 || level === 2) {
        const { extraWeeks, ...rule } = planRules[area];
        return [{ ...rule, ...about, extraWeeks: extraWeeks[level === 1 ? 0 : 1] }];
      }
      if (level === null || areFarApart(counts)) {
        return [{ step: 'prioritise', code: 'talk-first', ...about, extraWeeks: 0 }];
      }
      return [];
    }),
  );
}

/** What data work takes of an organisation itself; the other areas take decisions, no capacity. */
const capacityAreas = ['people', 'data', 'technology'] as const satisfies readonly ReadinessArea[];

/** Requirement 109: the weakest of these areas decides whether own capacity fits, or support from outside. */
export function adviseCapacity(areas: AreaSpreads): Capacity | null {
  const levels = capacityAreas.map((area) => ({ area, level: areas[area].level }));
  const known = levels.flatMap(({ level }) => (level === null ? [] : [level]));
  const lowest = Math.min(...known);
  if (lowest === 1) return { fits: 'outside', because: areasAt(levels, 1) };
  if (known.length < capacityAreas.length) return null;
  return lowest === 2 ? { fits: 'together', because: areasAt(levels, 2) } : { fits: 'own', because: [] };
}

function areasAt(
  levels: readonly { readonly area: ReadinessArea; readonly level: number | null }[],
  wanted: number,
): ReadinessArea[] {
  return levels.filter(({ level }) => level === wanted).map(({ area }) => area);
}

function areFarApart([lowest = 0, , , highest = 0]: readonly number[]): boolean {
  return lowest > 0 && highest > 0;
}

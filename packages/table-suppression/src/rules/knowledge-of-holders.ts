import type { Insider } from '../suppression/problem.ts';
import type { CellSystem, Relation, SystemCell } from '../tables/system.ts';
import type { Contributor, Holdings } from './contributions.ts';
import type { HeldTable } from './held-table.ts';
import type { Verdict } from './rules.ts';

/** Holders as attackers, and what must be added to the system to say what they know. */
export interface HolderKnowledge {
  readonly insiders: readonly Insider[];
  /** To be placed after the cells of the system: the own part of a holder in a cell, and the rest of that cell. */
  readonly cells: readonly SystemCell[];
  readonly relations: readonly Relation[];
}

/**
 * What holders know: each knows its own contribution. A holder that is alone in a cell knows that cell; any other
 * holder knows that the cell is at least its own part. The attackers are the holders that are alone in a cell and, by
 * default, the two largest of each sensitive cell; others know less about the cells that matter.
 *
 * A part is a cell of its own (never shown) under the cell it belongs to, so that the cells a holder shares with others
 * are also protected against it. Only cells that are not a total need it; the rest follows. No holder is named: the ids
 * count.
 * @param groups for each cell of the system its contributors
 * @param verdicts for each cell of the system
 */
export function knowledgeOfHolders(
  system: CellSystem,
  groups: readonly Holdings[],
  verdicts: readonly Verdict[],
  attackers: HeldTable['attackers'] = 'leading',
): HolderKnowledge {
  const known = new Map(
    [...attackersIn(groups, attackers === 'leading' ? verdicts : [])].map((holder) => [
      holder,
      new Map<number, Exactly>(),
    ]),
  );
  const cells: SystemCell[] = [];
  const relations: Relation[] = [];
  const place = (cell: SystemCell): number => system.cells.length + cells.push(cell) - 1;
  const totals = new Set(system.relations.map(({ total }) => total));
  for (const [cell, { contributors, total, negative }] of groups.entries()) {
    const id = system.cells[cell]?.id ?? String(cell);
    for (const [at, contributor] of contributors.entries()) {
      const knowledge = known.get(contributor.holder);
      if (knowledge === undefined || negative) continue;
      if (contributors.length === 1) knowledge.set(cell, exactly(total));
      else if (!totals.has(cell) && contributor.weighted > 0) {
        const parts = partsOf(contributor, { id, at, total }).map(place);
        relations.push({ total: cell, parts });
        knowledge.set(parts[0] ?? 0, exactly(contributor.weighted));
      }
    }
  }
  const insiders = [...known.values()].map((knowledge, at) => ({ id: `holder ${at + 1}`, knowledge }));
  return { insiders, cells, relations };
}

/** Without a verdict on a cell only a holder that is alone in it counts. */
function attackersIn(groups: readonly Holdings[], verdicts: readonly Verdict[]): Set<string> {
  const attackers = groups.flatMap(({ contributors }, cell) => {
    const leading = verdicts[cell]?.kind === 'sensitive' ? 2 : 0;
    return contributors.slice(0, contributors.length === 1 ? 1 : leading);
  });
  return new Set(attackers.map(({ holder }) => holder));
}

interface Exactly {
  readonly lower: number;
  readonly upper: number;
}

function exactly(value: number): Exactly {
  return { lower: value, upper: value };
}

function partsOf(
  { weighted }: Contributor,
  { id, at, total }: { readonly id: string; readonly at: number; readonly total: number },
): [SystemCell, SystemCell] {
  return [
    { id: `${id}, contributor ${at + 1}`, value: weighted, neverShown: true },
    { id: `${id}, all but contributor ${at + 1}`, value: Math.max(0, total - weighted), neverShown: true },
  ];
}

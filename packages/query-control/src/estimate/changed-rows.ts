import { type CountedCheck, type Counterparts, countGained, type Gained } from './changes.ts';
import type { ChangedRow, ChangedRows, CheckOfUnits } from './joined-rows.ts';
import type { Trajectories } from './trajectories.ts';
import { mapRows } from './union-lattice.ts';

interface Comparing {
  readonly counted: readonly CountedCheck[];
  readonly trajectories: Trajectories;
  readonly minimumCount: number;
}

/**
 * Compares the last check with each of those before it. As sets to estimate come what changed between one check and the
 * next, and between the last check and the last one before it that showed the row.
 */
export function findChangedRows(checks: readonly CheckOfUnits[], comparing: Comparing): ChangedRows {
  const { counted, minimumCount } = comparing;
  const last = checks.length - 1;
  const rows: ChangedRow[] = [];
  const suppressed = new Uint8Array(checks[last]?.cube.size ?? 0);
  const differs = new Uint8Array(suppressed.length);
  const seen = new Uint8Array(suppressed.length);
  const mapOf = createMaps(counted);
  const isSmall = (count: number): boolean => count > 0 && count < minimumCount;
  const add = (check: number, without: number, row: number, { counts }: Gained): void => {
    const count = counts[row] ?? 0;
    if (isSmall(count)) rows.push({ check, without, row, count });
  };
  for (let before = last - 1; before >= 0; before--) {
    const arrived = gainedBy(comparing, last, before, mapOf);
    const left = gainedBy(comparing, before, last, mapOf);
    const toBefore = mapOf(last, before);
    for (let row = 0; row < suppressed.length; row++) {
      const own = toBefore[row] ?? -1;
      const wasShown = own >= 0 && checks[before]?.suppressed[own] === 0;
      if (wasShown || before === last - 1) {
        // Behind any change of records there is at least one contributor, and at most one for each record.
        const changes = [arrived.contributors[row], left.contributors[own]];
        if (wasShown && changes.some((count) => isSmall(count ?? 0))) suppressed[row] = 1;
        if (before === last - 1 || seen[row] === 0) {
          add(last, before, row, arrived);
          if (own >= 0) add(before, last, own, left);
        }
      }
      if (!wasShown) continue;
      if (seen[row] === 0 && (arrived.counts[row] ?? 0) + (left.counts[own] ?? 0) > 0) differs[row] = 1;
      seen[row] = 1;
    }
    if (before === 0) continue;
    const came = gainedBy(comparing, before, before - 1, mapOf);
    const went = gainedBy(comparing, before - 1, before, mapOf);
    for (let row = 0; row < came.counts.length; row++) add(before, before - 1, row, came);
    for (let row = 0; row < went.counts.length; row++) add(before - 1, before, row, went);
  }
  return { rows, suppressed, differs, mapOf };
}

function gainedBy(
  { counted, trajectories }: Comparing,
  check: number,
  without: number,
  mapOf: ChangedRows['mapOf'],
): Gained {
  const own = counted[check] as CountedCheck;
  const other = counted[without] as CountedCheck;
  return countGained(own, other, mapOf(check, without), counterpartsOf(trajectories, own, check, without));
}

function counterpartsOf(
  { size, places, cells }: Trajectories,
  { units }: CountedCheck,
  check: number,
  other: number,
): Counterparts {
  const placeInOther = new Int32Array(units.identities.length).fill(-1);
  const isSame = new Uint8Array(units.identities.length);
  for (let unit = 0; unit < size; unit++) {
    const place = places[check]?.[unit] ?? -1;
    if (place < 0) continue;
    placeInOther[place] = places[other]?.[unit] ?? -1;
    isSame[place] = cells[check]?.[unit] === cells[other]?.[unit] ? 1 : 0;
  }
  return { placeInOther, isSame };
}

function createMaps(counted: readonly CountedCheck[]): ChangedRows['mapOf'] {
  const known = new Map<string, Int32Array>();
  return (check, other) => {
    const name = `${check} ${other}`;
    const found =
      known.get(name) ??
      mapRows((counted[check] as CountedCheck).cube, (counted[other] as CountedCheck).cube);
    known.set(name, found);
    return found;
  };
}

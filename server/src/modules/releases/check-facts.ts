import type { CheckedCubes, Protection } from '@datalab/query-control';
import type { ClosedPart, Precision, UnitCheck } from './check.contract.ts';

/** What may be said of a check: how well it protects and what that costs, and no count. */
export function checkToFacts({ persons, records }: CheckedCubes): UnitCheck[] {
  return [persons, records].flatMap((checked) =>
    checked === undefined ? [] : [protectionToFacts(checked.protection)],
  );
}

function protectionToFacts({ unit, lowestError, shares, closed }: Protection): UnitCheck {
  return {
    unit,
    precision: toPrecision(lowestError),
    suppressed: { figures: shares.figures, counts: shares.counts },
    closed: closed.map(
      ({ part, reason, opensWith, lowestError, suppressedShare }): ClosedPart => ({
        part,
        reason,
        opensWith,
        lowestError: lowestError === undefined ? null : roundDown(lowestError),
        suppressedShare: suppressedShare ?? null,
      }),
    ),
  };
}

function toPrecision(lowestError: number | undefined): Precision {
  if (lowestError === undefined) return { status: 'not-measured' };
  if (lowestError === Number.POSITIVE_INFINITY) return { status: 'no-small-groups' };
  return { status: 'measured', lowestError: roundDown(lowestError) };
}

/** To hundredths, so that an error is never shown as reaching the floor when it does not. */
function roundDown(error: number): number {
  return Math.floor(error * 100) / 100;
}

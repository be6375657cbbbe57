import { missingFigure, type ProtectedFigure, published, zeroFigure } from './figure.ts';

/** What a contract says of data that are public already. */
export interface OpenContract {
  readonly unit?: string | undefined;
  readonly accessClass?: string | undefined;
}

/**
 * A value of open data about areas, as it is and without a margin: it is public already. Null is `missing`.
 * @throws TypeError when the contract is not of open data about areas
 */
export function openFigure(value: number | null, { unit, accessClass }: OpenContract): ProtectedFigure {
  if (unit !== 'area' || accessClass !== 'open') {
    throw new TypeError('Only figures of open data about areas may leave as they are');
  }
  if (value === null) return missingFigure;
  return value === 0 ? zeroFigure : published(value, 0);
}

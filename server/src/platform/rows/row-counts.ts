import type { Actor } from '../http/actor.ts';

/** What the contract of a data set says of its rows. */
export interface DataAbout {
  readonly unit: string;
  readonly accessClass: string;
}

const deliverers = ['steward', 'engineer'];

/**
 * Next to the protected total of the same data set an exact number of rows would give away by how much that total was
 * changed, so it is for the people who deliver the data. Of open data about areas everything is public.
 */
export function mayCountRows(actor: Actor, owner: string): boolean {
  return actor.organisation === owner && actor.roles.some((role) => deliverers.includes(role));
}

export function isOpenAreaData({ unit, accessClass }: DataAbout): boolean {
  return unit === 'area' && accessClass === 'open';
}

/** To two significant digits, and to tens below a hundred; only none is 0. */
export function approximateRows(count: number): number {
  return toTwoDigits(count);
}

/** The size of a file, as roughly as the number of its rows: an exact size would tell that number. */
export function approximateBytes(bytes: number): number {
  return toTwoDigits(bytes);
}

function toTwoDigits(amount: number): number {
  if (amount <= 0) return 0;
  const step = Math.max(10, 10 ** (Math.floor(Math.log10(amount)) - 1));
  return Math.max(step, Math.round(amount / step) * step);
}

/** How many members of a group have a property. */
export interface GroupShare {
  /** Persons in the group. */
  readonly size: number;
  /** Persons in it with the property. */
  readonly having: number;
}

export type GroupReason =
  | 'nobody'
  | 'everybody'
  | 'everybody-but-one'
  | 'nobody-but-one'
  | 'nearly-everybody';

/** Safe, or what the table discloses about every member of the group without naming one. */
export type GroupVerdict =
  | { readonly kind: 'safe' }
  | { readonly kind: 'sensitive'; readonly reason: GroupReason };

export interface GroupOptions {
  /** Whether not having the property is a secret as well. Default: true. */
  readonly absenceIsSecret?: boolean;
  /** More than this share of the group counts as nearly all, in percent. Default: 100, so never. */
  readonly nearlyPercent?: number;
}

/**
 * Group disclosure: a property of 0 % or 100 % of a group discloses something about each member, however large the
 * group is (Handbook on SDC, chapter 5, group attribute disclosure; ClassDisclosure in ACRO). When only one member
 * differs from all others, that member learns it about the others. Applies to true counts; an empty group discloses
 * nothing.
 * @throws RangeError when the counts cannot be
 */
export function judgeGroup({ size, having }: GroupShare, options: GroupOptions = {}): GroupVerdict {
  const { absenceIsSecret = true, nearlyPercent = 100 } = options;
  if (!Number.isInteger(size) || !Number.isInteger(having) || having < 0 || having > size) {
    throw new RangeError('A share of a group needs two whole numbers, the first within the second');
  }
  const sensitive = (reason: GroupReason): GroupVerdict => ({ kind: 'sensitive', reason });
  if (size === 0) return { kind: 'safe' };
  if (having === size) return sensitive('everybody');
  if (having === 0) return absenceIsSecret ? sensitive('nobody') : { kind: 'safe' };
  if (having === size - 1) return sensitive('everybody-but-one');
  if (having === 1 && absenceIsSecret) return sensitive('nobody-but-one');
  const most = absenceIsSecret ? Math.max(having, size - having) : having;
  return most > (nearlyPercent / 100) * size ? sensitive('nearly-everybody') : { kind: 'safe' };
}

import type { Deed, DraftState } from './sharing.draft.ts';
import type { LeadTime, Phase } from './sharing-words.contract.ts';

interface Course {
  readonly history: readonly { readonly state: DraftState; readonly at: string }[];
  readonly deeds: readonly Deed[];
  /** When the last signature was there; null while it is awaited. */
  readonly signedAt: Date | null;
  readonly parties: readonly string[];
}

const dayMs = 24 * 3600 * 1000;

/** From the first plan to the last signature, with how long it was in each state, and on whom it waited there. */
export function toLeadTime({ history, deeds, signedAt, parties }: Course, now: Date): LeadTime | null {
  const [first] = history;
  if (first === undefined) return null;
  const phases = history.map(({ state, at }, index): Phase => {
    const to = history[index + 1]?.at ?? signedAt?.toISOString() ?? null;
    const from = new Date(at);
    const organisations = parties
      .map((organisation) => {
        const deed = deeds.findLast((one) => one.state === state && one.organisation === organisation);
        const isIn = deed !== undefined && deed.at >= at && (to === null || deed.at <= to);
        const until = isIn ? new Date(deed.at) : new Date(to ?? now);
        return { organisation, days: daysBetween(from, until), done: isIn };
      })
      .sort((one, other) => other.days - one.days);
    return { state, from: at, to, days: daysBetween(from, new Date(to ?? now)), organisations };
  });
  const end = signedAt ?? now;
  return {
    from: first.at,
    to: signedAt?.toISOString() ?? null,
    days: daysBetween(new Date(first.at), end),
    phases,
  };
}

function daysBetween(from: Date, to: Date): number {
  return Math.round(((to.getTime() - from.getTime()) / dayMs) * 100) / 100;
}

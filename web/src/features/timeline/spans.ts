import type { Edition, StepKey } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Happening } from '@datalab/server/modules/timeline/timeline.contract.ts';

/** When a step ran: null where it has not begun or not ended. */
export interface Span {
  readonly key: StepKey;
  readonly number: number;
  readonly from: string | null;
  readonly to: string | null;
}

/** A step opens when the one before it is finished; the first with the edition. */
export function stepSpans(edition: Pick<Edition, 'createdAt' | 'finishedAt' | 'steps'>): Span[] {
  return edition.steps.map((step, position) => {
    const before = edition.steps[position - 1];
    const opened = before === undefined ? edition.createdAt : before.finishedAt;
    const isLast = position === edition.steps.length - 1;
    return {
      key: step.key,
      number: step.number,
      from: step.state === 'waiting' ? null : opened,
      to: step.finishedAt ?? (isLast ? edition.finishedAt : null),
    };
  });
}

/** Where a span lies between the beginning and the end of the edition, as shares of 1; never too small to see. */
export function spanToBar(
  span: Span,
  spans: readonly Span[],
  now: Date,
): { start: number; size: number } | null {
  if (span.from === null) return null;
  const times = spans.flatMap(({ from, to }) => [from, to]).filter((time) => time !== null);
  const isOpen = spans.some(({ from, to }) => from !== null && to === null);
  const all = times.map((time) => Date.parse(time));
  const first = Math.min(...all);
  const whole = Math.max(...all, ...(isOpen ? [now.getTime()] : [])) - first;
  if (whole <= 0) return { start: 0, size: 1 };
  const end = span.to === null ? now.getTime() : Date.parse(span.to);
  const size = Math.max((end - Date.parse(span.from)) / whole, leastSize);
  return { start: Math.min((Date.parse(span.from) - first) / whole, 1 - size), size };
}

const leastSize = 0.02;

export interface Line {
  readonly happening: Happening;
  /** How often the same person did the same, one after the other. */
  readonly times: number;
}

export interface MonthOfStep {
  /** `2026-11`. */
  readonly month: string;
  readonly step: number;
  readonly lines: readonly Line[];
}

/** Newest first, by month and by the step that ran; the same done again and again is one line. */
export function groupHappenings(happenings: readonly Happening[], spans: readonly Span[]): MonthOfStep[] {
  const groups: { month: string; step: number; lines: Line[] }[] = [];
  for (const happening of happenings) {
    const month = happening.at.slice(0, 7);
    const step = stepOf(happening, spans);
    const last = groups.at(-1);
    const group = last?.month === month && last.step === step ? last : { month, step, lines: [] };
    if (group !== last) groups.push(group);
    const previous = group.lines.at(-1);
    if (previous !== undefined && isSame(previous.happening, happening)) {
      group.lines.splice(-1, 1, { ...previous, times: previous.times + 1 });
    } else group.lines.push({ happening, times: 1 });
  }
  return groups;
}

/** The last step that had begun; finishing a step is the last thing of that step. */
function stepOf({ at, code, params }: Happening, spans: readonly Span[]): number {
  const { step } = params;
  if (code === 'told.editions.step-finished' && typeof step === 'number') return step;
  const begun = spans.filter(({ from }) => from !== null && from < at);
  return begun.at(-1)?.number ?? 1;
}

function isSame(one: Happening, other: Happening): boolean {
  return (
    one.code === other.code &&
    one.who?.name === other.who?.name &&
    JSON.stringify(one.params) === JSON.stringify(other.params)
  );
}

/** What one turn of work took: processor time of the whole process, its threads included, and time on the clock. */
export interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - began };
}

/** The median of each. */
export function medianCost(costs: readonly Cost[]): Cost {
  return {
    cpuMs: quantile(
      costs.map(({ cpuMs }) => cpuMs),
      0.5,
    ),
    wallMs: quantile(
      costs.map(({ wallMs }) => wallMs),
      0.5,
    ),
  };
}

/** @param share 0.5 is the median, 0.95 what nineteen of twenty stay under */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function round(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

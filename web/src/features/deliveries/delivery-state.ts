import type { Delivery, DeliveryState } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import type { ChipTone } from '../../ui/chip.tsx';

export const pollMs = 1000;

const running: readonly DeliveryState[] = ['received', 'checking', 'landing'];

export function isRunning({ state }: Pick<Delivery, 'state'>): boolean {
  return running.includes(state);
}

export const stateTones: Readonly<Record<DeliveryState, ChipTone>> = {
  received: 'accent',
  checking: 'accent',
  landing: 'accent',
  landed: 'green',
  refused: 'red',
  cancelled: 'quiet',
  failed: 'red',
  withdrawn: 'quiet',
};

/** The newest failed delivery since the current version: it needs attention. */
export function findFailedTry<D extends Pick<Delivery, 'state' | 'at'>>(slot: {
  current: Pick<Delivery, 'at'> | null;
  earlier: readonly D[];
}): D | undefined {
  const since = slot.current ? Date.parse(slot.current.at) : 0;
  const newest = slot.earlier
    .filter(({ at }) => Date.parse(at) > since)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
  return newest && (newest.state === 'refused' || newest.state === 'failed') ? newest : undefined;
}

const parquetMagic = 'PAR1';

/** Whether a file begins and ends as a Parquet file does: what a delivery made on the own machine always is. */
export async function looksLikeParquet(file: Blob): Promise<boolean> {
  if (file.size < 12) return false;
  const [head, tail] = await Promise.all([file.slice(0, 4).text(), file.slice(-4).text()]);
  return head === parquetMagic && tail === parquetMagic;
}

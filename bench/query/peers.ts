import type { Engine } from '@datalab/warehouse';
import { openChdb } from '../peers/chdb.ts';
import type { Peer } from '../peers/peer.ts';
import { openPostgres } from '../peers/postgres.ts';
import type { Case } from './cases.ts';
import type { Cost } from './cost.ts';
import type { LandedTown } from './landed-town.ts';

/** What the bare statements cost elsewhere: one turn of each, after one of the first to warm up. */
export interface PeerCosts {
  readonly name: string;
  readonly loadSeconds: number;
  readonly costs: ReadonlyMap<Case, Cost>;
}

/** Where the peers get their rows. */
export interface PeerSource {
  readonly root: string;
  readonly town: LandedTown;
  readonly engine: Engine;
}

/** Those that are installed, one after another. */
export async function measurePeers(
  { root, town, engine }: PeerSource,
  asked: readonly Case[],
): Promise<PeerCosts[]> {
  const opens = [() => openPostgres(engine), () => openChdb(root, town)];
  const measured: PeerCosts[] = [];
  for (const open of opens) {
    const peer = await open();
    if (peer) measured.push(await measurePeer(peer, asked));
  }
  return measured;
}

async function measurePeer(peer: Peer, asked: readonly Case[]): Promise<PeerCosts> {
  try {
    const costs = new Map<Case, Cost>();
    const [first] = asked;
    if (first) await peer.run(first.plain);
    for (const one of asked) costs.set(one, await peer.run(one.plain));
    return { name: peer.name, loadSeconds: peer.loadSeconds, costs };
  } finally {
    await peer.close();
  }
}

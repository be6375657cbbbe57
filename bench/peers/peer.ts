import type { Cost } from '../query/cost.ts';

/** Another database with the same rows in the tables `reports`, `benefits` and `residents`. */
export interface Peer {
  readonly name: string;
  /** What taking in the rows, its index and its statistics took. */
  readonly loadSeconds: number;
  /** What one statement takes, fetching its rows included. */
  run(sql: string): Promise<Cost>;
  close(): Promise<void>;
}

/** The columns that the statements read, by table. */
export const peerColumns = {
  reports: ['month', 'neighbourhood', 'age', 'category', 'channel', 'amount', 'person_index', 'pseudonym'],
  benefits: ['neighbourhood', 'person_index', 'pseudonym'],
  residents: ['neighbourhood', 'person_index', 'pseudonym'],
} as const;

import type { DemoOrganisation } from '../organisations.ts';
import type { Client } from './client.ts';

type Slug = DemoOrganisation['slug'];

/** The acting persons of the demo, each with a session of their own. */
export interface Actors {
  readonly facilitator: Client;
  readonly engineer: Client;
  readonly analyst: Client;
  /** The steward who delivers for an organisation. */
  readonly stewards: Readonly<Record<Slug, Client>>;
  /** The person who decides for an organisation. */
  readonly deciders: Readonly<Record<Slug, Client>>;
  /** The privacy officer of an organisation. */
  readonly officers: Readonly<Record<Slug, Client>>;
  /** The person who signs for an organisation. */
  readonly signers: Readonly<Record<Slug, Client & { readonly name: string }>>;
  /** Who keeps the lists of the whole installation. */
  readonly administrator: Client;
}

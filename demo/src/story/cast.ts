import type { DemoOrganisation } from '../organisations.ts';
import type { Hub } from './hub.ts';

type Slug = DemoOrganisation['slug'];

/** The people of the demo who act, each with a session of their own. */
export interface Cast {
  readonly facilitator: Hub;
  readonly engineer: Hub;
  readonly analyst: Hub;
  /** Who delivers for an organisation. */
  readonly stewards: Readonly<Record<Slug, Hub>>;
  /** Who speaks for an organisation. */
  readonly deciders: Readonly<Record<Slug, Hub>>;
}

import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { Notifications } from '../../platform/db/notifications.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { CanvasAction } from './actions.contract.ts';
import type { RiskFacts } from './canvas.risks.ts';
import type { CanvasTables } from './canvas.tables.ts';

export interface CanvasEdition {
  readonly id: string;
  readonly slug: string;
  readonly currentStep: StepKey;
}

export interface CanvasDeps {
  readonly db: Db<CanvasTables>;
  readonly record: RecordEvent<CanvasAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<CanvasEdition>;
  /** Keeps the edition as it is until the transaction ends; throws when it is finished. */
  readonly lockStep: (tx: AnyTx, edition: string) => Promise<StepKey>;
  readonly findFacts: (edition: CanvasEdition) => Promise<RiskFacts>;
  /** To and from other servers on the same database. */
  readonly notifications: Notifications;
  readonly now: () => Date;
}

import type { Identity } from '../modules/identity/identity.api.ts';
import type { RouteBinding } from '../platform/http/binding.ts';
import { jobRunsMigrations } from '../platform/jobs/job-runs.ts';
import { analysesPart } from './analyses.ts';
import { assessmentsPart } from './assessments.ts';
import { auditPart } from './audit.ts';
import { canvasPart } from './canvas.ts';
import { cataloguePart } from './catalogue.ts';
import { checksPart } from './checks.ts';
import { closingPart } from './closing.ts';
import type { Context } from './context.ts';
import { deliveriesPart } from './deliveries.ts';
import { editionsPart } from './editions.ts';
import { guardrailPart } from './guardrail.ts';
import { identityPart } from './identity.ts';
import { impactPart } from './impact.ts';
import { incidentsPart } from './incidents.ts';
import { type Module, noModules } from './module-list.ts';
import { noticesPart } from './notices.ts';
import { picturePart } from './picture.ts';
import { preparationPart } from './preparation.ts';
import { processingPart } from './processing.ts';
import { readinessPart } from './readiness.ts';
import { releasesPart } from './releases.ts';
import { sharingPart } from './sharing.ts';
import { solutionsPart } from './solutions.ts';
import { timelinePart } from './timeline.ts';

/** Every module, each below those it needs. What the server does with all of them is derived from this list. */
const modules = noModules
  .add(auditPart)
  .add(identityPart)
  .add(cataloguePart)
  .add(editionsPart)
  .add(sharingPart)
  .add(deliveriesPart)
  .add(assessmentsPart)
  .add(processingPart)
  .add(checksPart)
  .add(releasesPart)
  .add(guardrailPart)
  .add(analysesPart)
  .add(canvasPart)
  .add(picturePart)
  .add(solutionsPart)
  .add(noticesPart)
  .add(incidentsPart)
  .add(impactPart)
  .add(preparationPart)
  .add(readinessPart)
  .add(timelinePart)
  .add(closingPart);

/** They are applied in the order of their names, whatever the order of the list. */
export const allMigrations = [jobRunsMigrations, ...modules.migrations];

export interface Modules {
  readonly bindings: readonly RouteBinding[];
  readonly identity: Identity;
  /** Removes what an unexpected stop left behind. */
  tidy(): Promise<void>;
  /** Sends today's reminders to everybody who has not had them yet. */
  remind(): Promise<unknown>;
}

export function createModules(context: Context): Modules {
  const made = modules.create(context);
  const list: readonly Module[] = Object.values(made);
  for (const { on } of list) if (on !== undefined) context.register(on);
  return {
    bindings: list.flatMap(({ bindings }) => bindings),
    identity: made.identity,
    remind: made.notices.remind,
    tidy: async () => {
      for (const module of list) await module.tidy?.();
    },
  };
}

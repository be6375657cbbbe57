import type { z } from 'zod';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { newText } from '../../platform/http/local-text.contract.ts';
import type { LegalBasisContent } from './legal-bases.content.ts';
import { type BasisRow, insertBasis, listBases, lockBasis } from './legal-bases.queries.ts';
import type { SharingDeps } from './sharing.deps.ts';
import { mayChangeBases } from './sharing.policy.ts';
import type { LegalBasis, legalBasisInput } from './sharing-words.contract.ts';

type BasisInput = z.output<typeof legalBasisInput>;
type Deps = Pick<SharingDeps, 'db' | 'record' | 'now' | 'findFoundingOrganisation'>;

export async function readBases(deps: Deps, actor: Actor) {
  const answer = mayChangeBases(actor, await deps.findFoundingOrganisation(deps.db));
  const change = answer.allowed ? { allowed: true } : { allowed: false, reason: answer.reason };
  return { bases: (await listBases(deps.db)).map(rowToBasis), may: { change } };
}

export function addBasis(deps: Deps, actor: Actor, { id, ...input }: BasisInput & { id: string }) {
  return writeBasis(deps, actor, { id, input, isNew: true });
}

export function changeBasis(deps: Deps, actor: Actor, id: string, input: BasisInput) {
  return writeBasis(deps, actor, { id, input, isNew: false });
}

/** A new wording; the earlier ones stay, for what was signed with them. */
async function writeBasis(
  deps: Deps,
  actor: Actor,
  { id, input, isNew }: { readonly id: string; readonly input: BasisInput; readonly isNew: boolean },
): Promise<LegalBasis> {
  requireAllowed(mayChangeBases(actor, await deps.findFoundingOrganisation(deps.db)));
  const { validFrom, validTo } = input;
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    throw new Failure('sharing.period-reversed', 422);
  }
  const at = deps.now();
  return deps.db.transaction().execute(async (tx) => {
    const before = await lockBasis(tx, id);
    if (isNew && before !== undefined) throw new Failure('sharing.basis-exists', 409, { basis: id });
    if (!isNew && before === undefined) throw new Failure('sharing.basis-unknown', 404, { basis: id });
    const { checked, name, check, ...rest } = input;
    const content: LegalBasisContent = {
      ...rest,
      name: newText(name),
      check: newText(check),
      checkedBy: checked ? actor.name : null,
      checkedAt: checked ? at.toISOString() : null,
    };
    await insertBasis(tx, { id, since: at, content: JSON.stringify(content) });
    await deps.record(tx, {
      actor,
      action: isNew ? 'sharing.basis-added' : 'sharing.basis-changed',
      subject: `legal-basis/${id}`,
      details: { basis: id, checked: checked ? 'yes' : 'no' },
    });
    return rowToBasis({ id, since: at, content });
  });
}

export function rowToBasis({ id, since, content }: BasisRow): LegalBasis {
  return { id, ...content, changedAt: since.toISOString() };
}

/** A basis that somebody looked at and that holds on a day. */
export function isUsable({ content }: Pick<BasisRow, 'content'>, today: string): boolean {
  const { checkedBy, validFrom, validTo } = content;
  return checkedBy !== null && (validFrom ?? today) <= today && today <= (validTo ?? today);
}

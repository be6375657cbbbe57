import type { z } from 'zod';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Preparation, preparationRoutes } from './preparation.contract.ts';
import { changeEdition, type NoticePerson, type PreparationDeps } from './preparation.deps.ts';
import { decidesForOrganisation, mayMailInvitation, requirePermission } from './preparation.policy.ts';
import { readPreparation } from './preparation.queries.ts';
import { showPreparation, writtenBy } from './preparation.service.ts';
import { insertInvitationMail } from './writes.queries.ts';

type Invitation = z.output<NonNullable<typeof preparationRoutes.mailInvitation.body>>;

const dayMs = 86_400_000;
const mailsPerDayMax = 40;

/**
 * Requirement 31: partners declare their intention, so they must hear what it is about. The mail goes to those of the
 * organisation who may decide, and to the addresses the inviter adds; to nobody twice on one day.
 */
export async function mailInvitation(
  deps: PreparationDeps,
  actor: Actor,
  slug: string,
  { organisation, intention, people }: Invitation,
): Promise<Preparation> {
  const edition = await deps.findEdition(slug, actor);
  requirePermission(mayMailInvitation(actor, edition));
  const invited = await deps.listInvited(edition.id);
  const known = await deps.findOrganisationName(organisation);
  if (known === undefined || !invited.includes(organisation)) {
    throw new Failure('preparation.not-invited', 409, { organisation });
  }
  const deciders = (await deps.listPeopleOf(organisation)).filter(decidesForOrganisation);
  const wanted = byAddress([...deciders, ...people.map((one) => ({ ...one, id: null }))]);
  if (wanted.length === 0) throw new Failure('preparation.nobody-to-mail', 409, { organisation });
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayMailInvitation(actor, locked));
    const written = writtenBy(actor, deps);
    const { mails } = await readPreparation(tx, edition.id);
    const today = mails.filter(({ at }) => written.at.getTime() - at.getTime() < dayMs);
    const fresh = wanted.filter(({ email }) => !today.some((mail) => mail.email === email));
    if (fresh.length === 0) throw new Failure('preparation.mailed-today', 409);
    if (today.length + fresh.length > mailsPerDayMax) {
      throw new Failure('preparation.too-many-mails', 409, { n: mailsPerDayMax });
    }
    for (const to of fresh) {
      const { name, email } = to;
      const mail = { id: deps.newId(), edition: edition.id, organisation, name, email, ...written };
      await insertInvitationMail(tx, mail);
      const params = { edition: edition.title, organisation: known, by: actor.name, intention };
      await deps.queueInvitation(tx, { to, edition: slug, params });
    }
    return { action: 'preparation.invitation-mailed', details: { organisation, persons: fresh.length } };
  });
  return showPreparation(deps, actor, edition);
}

function byAddress(people: readonly NoticePerson[]): NoticePerson[] {
  const plain = people.map((one) => ({ ...one, email: one.email.toLowerCase() }));
  return plain.filter(({ email }, position) => plain.findIndex((one) => one.email === email) === position);
}

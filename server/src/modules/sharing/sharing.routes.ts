import type { Actor } from '../../platform/http/actor.ts';
import { bind, freshlyProven, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { addBasis, changeBasis, readBases } from './legal-bases.ts';
import { amendAgreement, narrowAgreement, startFromEarlier } from './sharing.amending.ts';
import { sharingRoutes as routes } from './sharing.contract.ts';
import type { SharingDeps } from './sharing.deps.ts';
import { getAgreedDataSet, listLeadTimes, listSharingDesk } from './sharing.desk.ts';
import {
  closePlan,
  decideColumns,
  linkColumns,
  proposeDataSet,
  setFrame,
  setTerms,
  withdrawDataSet,
} from './sharing.planning.ts';
import { giveAdvice, nameSignatory, openSigning, sign } from './sharing.signing.ts';
import { resumeSharing, stopSharing } from './sharing.stopping.ts';
import { getSharing } from './sharing.view.ts';

/** The service judges the permission, because it depends on the edition and not only on the person. */
export function bindSharing(deps: SharingDeps): RouteBinding[] {
  /** Every change answers with how it stands after it. */
  const after = async (work: Promise<void>, actor: Actor, { edition }: { readonly edition: string }) => {
    await work;
    return { body: await getSharing(deps, actor, edition) };
  };
  return [
    bind(routes.getSharing, signedIn, async (actor, { params }) => ({
      body: await getSharing(deps, actor, params.edition),
    })),
    bind(routes.proposeDataSet, signedIn, (actor, { params, body }) =>
      after(proposeDataSet(deps, actor, { ...params, ...body }), actor, params),
    ),
    bind(routes.withdrawDataSet, signedIn, (actor, { params }) =>
      after(withdrawDataSet(deps, actor, params), actor, params),
    ),
    bind(routes.linkColumns, signedIn, (actor, { params, body }) =>
      after(linkColumns(deps, actor, params, body), actor, params),
    ),
    bind(routes.decideColumns, signedIn, (actor, { params, body }) =>
      after(decideColumns(deps, actor, params, body), actor, params),
    ),
    bind(routes.setTerms, signedIn, (actor, { params, body }) =>
      after(setTerms(deps, actor, params, body), actor, params),
    ),
    bind(routes.setFrame, signedIn, (actor, { params, body }) =>
      after(setFrame(deps, actor, params.edition, body), actor, params),
    ),
    bind(routes.closePlan, signedIn, (actor, { params }) =>
      after(closePlan(deps, actor, params.edition), actor, params),
    ),
    bind(routes.giveAdvice, signedIn, (actor, { params, body }) =>
      after(giveAdvice(deps, actor, params.edition, body), actor, params),
    ),
    bind(routes.nameSignatory, signedIn, (actor, { params, body }) =>
      after(nameSignatory(deps, actor, params.edition, body), actor, params),
    ),
    bind(routes.openSigning, signedIn, (actor, { params }) =>
      after(openSigning(deps, actor, params.edition), actor, params),
    ),
    bind(routes.sign, freshlyProven(signedIn), (actor, { params, body }) =>
      after(sign(deps, actor, params.edition, body), actor, params),
    ),
    bind(routes.amendAgreement, signedIn, (actor, { params }) =>
      after(amendAgreement(deps, actor, params.edition), actor, params),
    ),
    bind(routes.narrowAgreement, freshlyProven(signedIn), (actor, { params, body }) =>
      after(narrowAgreement(deps, actor, params.edition, body), actor, params),
    ),
    bind(routes.stopSharing, signedIn, (actor, { params, body }) =>
      after(stopSharing(deps, actor, params.edition, body.reason), actor, params),
    ),
    bind(routes.resumeSharing, freshlyProven(signedIn), (actor, { params, body }) =>
      after(resumeSharing(deps, actor, params.edition, body.reason), actor, params),
    ),
    bind(routes.startFromEarlier, signedIn, (actor, { params, body }) =>
      after(startFromEarlier(deps, actor, params.edition, body.edition), actor, params),
    ),
    bind(routes.getAgreedDataSet, signedIn, async (actor, { params }) => ({
      body: await getAgreedDataSet(deps, actor, params),
    })),
    bind(routes.listSharingDesk, signedIn, async (actor) => ({ body: await listSharingDesk(deps, actor) })),
    bind(routes.listLeadTimes, signedIn, async (actor) => ({ body: await listLeadTimes(deps, actor) })),
    bind(routes.listLegalBases, signedIn, async (actor) => ({ body: await readBases(deps, actor) })),
    bind(routes.addLegalBasis, signedIn, async (actor, { body }) => ({
      body: await addBasis(deps, actor, body),
    })),
    bind(routes.changeLegalBasis, signedIn, async (actor, { params, body }) => ({
      body: await changeBasis(deps, actor, params.basis, body),
    })),
  ];
}

import { Failure } from '../../platform/errors/failure.ts';
import type { Organisation } from './identity.contract.ts';
import {
  countPersons,
  insertOrganisation,
  insertPerson,
  listPersons,
  lockPersons,
} from './identity.queries.ts';
import { enter, type IdentityServiceDeps, requireGoodPassword, type SignedIn } from './identity.service.ts';
import type { SetUpCode } from './set-up.code.ts';

export interface SetUpDeps extends IdentityServiceDeps {
  readonly setUpCode: SetUpCode;
}

export interface FirstPerson {
  readonly code: string;
  readonly organisation: Omit<Organisation, 'colour'>;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** For as long as nobody has an account, a new code at every start; else undefined, and none works any more. */
export async function renewSetUpCode(deps: SetUpDeps): Promise<string | undefined> {
  const isOpen = deps.demoPeople === undefined && (await countPersons(deps.db)) === 0;
  if (isOpen) return deps.setUpCode.renew();
  await deps.setUpCode.end();
  return undefined;
}

/** The code is judged before the password is hashed, so that a stranger cannot make the server work. */
export async function setUp(deps: SetUpDeps, input: FirstPerson, headers: Headers): Promise<SignedIn> {
  if ((await countPersons(deps.db)) > 0) throw alreadySetUp();
  if (!(await deps.setUpCode.isRight(input.code))) throw new Failure('identity.set-up-code-wrong', 401);
  requireGoodPassword(input.password, input);
  const passwordHash = await deps.auth.hashPassword(input.password);
  await deps.db.transaction().execute(async (tx) => {
    await lockPersons(tx);
    if ((await countPersons(tx)) > 0) throw alreadySetUp();
    const founding = { ...input.organisation, isConfirmed: true };
    const { slug } = await insertOrganisation(tx, founding, deps.now());
    const id = await insertPerson(
      tx,
      {
        ...input,
        organisation: slug,
        roles: ['administrator', 'facilitator'],
        passwordHash,
        madeById: null,
        isConfirmedOfficer: false,
      },
      deps.now(),
    );
    const [person] = await listPersons(tx, { id });
    await deps.record(tx, { actor: person ?? null, action: 'identity.set-up', subject: `person/${id}` });
  });
  await deps.setUpCode.end();
  return enter(deps, input.email, input.password, headers);
}

function alreadySetUp(): Failure {
  return new Failure('identity.already-set-up', 409);
}

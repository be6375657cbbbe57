import { describe, expect, it, test } from 'vitest';
import { rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import type { Actor } from '../../platform/http/actor.ts';
import {
  type HeldAccount,
  mayAddPerson,
  mayBlock,
  mayChangeCode,
  mayChangeRoles,
  mayConfirmOfficer,
  mayConfirmOrganisation,
  mayDeclareIntention,
  mayHoldTogether,
  mayMakeFirstCode,
  mayReadNews,
  mayReset,
  waitsForConfirmation,
} from './accounts.policy.ts';
import { type Role, roles } from './identity.contract.ts';

function actor(id: string, organisation: string, ...held: string[]): Actor {
  return { id, name: id, email: `${id}@example.org`, organisation, roles: held };
}

function account(
  id: string,
  day: number,
  held: readonly Role[],
  rest: Partial<HeldAccount> = {},
): HeldAccount {
  return {
    id,
    organisation: 'town',
    heldRoles: held,
    since: new Date(Date.UTC(2026, 0, day)),
    madeById: 'lotte',
    officerGivenById: null,
    isConfirmedOrganisation: true,
    isConfirmedOfficer: false,
    isBlocked: false,
    hasSignOn: false,
    ...rest,
  };
}

const lotte = actor('lotte', 'town', 'administrator', 'facilitator');
const fatma = actor('fatma', 'town', 'privacy-officer');

describe('accounts', () => {
  it('are made inside the own organisation, by its administrators', () => {
    expect(mayAddPerson(actor('pim', 'care', 'administrator'), 'care').allowed).toBe(true);
    for (const role of roles.filter((other) => other !== 'administrator')) {
      expect(mayAddPerson(actor('pim', 'care', role), 'care')).toMatchObject({
        reason: 'identity.administrator-only',
      });
    }
  });

  it('of a partner are made by nobody of another organisation, the founding one neither', () => {
    expect(mayAddPerson(lotte, 'police')).toEqual({ allowed: false, reason: 'identity.other-organisation' });
  });

  it('of a partner begin with a code of an organisation that is confirmed, only while nobody can come in', () => {
    expect(mayMakeFirstCode(lotte, []).allowed).toBe(true);
    expect(mayMakeFirstCode(actor('pim', 'care', 'facilitator'), []).allowed).toBe(true);
    expect(mayMakeFirstCode(lotte, [{ isBlocked: true }]).allowed).toBe(true);
    expect(mayMakeFirstCode(lotte, [{ isBlocked: false }])).toMatchObject({
      reason: 'identity.has-accounts',
    });
    expect(mayMakeFirstCode({ ...lotte, organisationWaits: true }, [])).toMatchObject({
      reason: 'session.organisation-waits',
    });
  });

  it('are opened by a code that only who leads makes, renews or withdraws', () => {
    const manager = actor('willem', 'town', 'manager');
    const code = { madeFor: 'town', madeBy: 'town', isFirst: true };
    for (const answer of [mayMakeFirstCode(manager, []), mayChangeCode(manager, code)]) {
      expect(answer).toEqual({ allowed: false, reason: 'identity.leader-only' });
    }
    const facilitator = actor('lotte', 'town', 'facilitator');
    expect(mayChangeCode(facilitator, { ...code, isFirst: false })).toMatchObject({
      reason: 'identity.administrator-only',
    });
    expect(mayChangeCode({ ...facilitator, organisationWaits: true }, code)).toMatchObject({
      reason: 'session.organisation-waits',
    });
  });

  it.each([
    ['care', false, 'care', true],
    ['care', false, 'town', false],
    ['care', true, 'town', true],
    ['care', true, 'care', false],
  ])('of %s, first one: %s, are changed by %s: %s', (madeFor, isFirst, by, may) => {
    const answer = mayChangeCode(actor('pim', by, 'administrator'), { madeFor, madeBy: 'town', isFirst });
    expect(answer).toEqual(
      may ? { allowed: true } : { allowed: false, reason: 'identity.other-organisation' },
    );
  });

  it('never hold the roles of facilitator and privacy officer together', () => {
    expect(mayHoldTogether(['facilitator', 'privacy-officer'])).toEqual({
      allowed: false,
      reason: 'identity.roles-apart',
    });
    expect(mayHoldTogether(['facilitator', 'steward', 'participant']).allowed).toBe(true);
  });
});

test('before an organisation is confirmed its people talk along, and touch no data', () => {
  const unconfirmed = { isConfirmedOrganisation: false, isConfirmedOfficer: true };
  expect(roles.filter((role) => !waitsForConfirmation(role, unconfirmed))).toEqual([
    'administrator',
    'facilitator',
    'participant',
    'manager',
  ]);
  const unvouched = { isConfirmedOrganisation: true, isConfirmedOfficer: false };
  expect(roles.filter((role) => waitsForConfirmation(role, unvouched))).toEqual(['privacy-officer']);
  const confirmed = { isConfirmedOrganisation: true, isConfirmedOfficer: true };
  expect(roles.filter((role) => waitsForConfirmation(role, confirmed))).toEqual([]);
});

describe('an organisation', () => {
  const first = account('pim', 2, ['facilitator'], {
    organisation: 'police',
    isConfirmedOrganisation: false,
  });

  it('is confirmed by a privacy officer of another one', () => {
    expect(mayConfirmOrganisation(fatma, 'police', first).allowed).toBe(true);
    expect(mayConfirmOrganisation(actor('eva', 'police', 'privacy-officer'), 'police', first)).toMatchObject({
      reason: 'identity.own-organisation',
    });
    expect(mayConfirmOrganisation(actor('willem', 'town', 'manager'), 'police', first)).toMatchObject({
      reason: 'identity.privacy-officer-only',
    });
  });

  it('is not confirmed by the maker of the code, nor by a privacy officer whose role waits', () => {
    const both = actor('lotte', 'town', 'facilitator', 'privacy-officer');
    expect(mayConfirmOrganisation(both, 'police', first)).toMatchObject({
      reason: 'identity.maker-confirms-not',
    });
    const waiting = { ...actor('fatma', 'town'), waitingRoles: ['privacy-officer'] };
    expect(mayConfirmOrganisation(waiting, 'police', first)).toMatchObject({ reason: 'session.role-waits' });
  });

  it('is confirmed once, and not before somebody speaks for it', () => {
    expect(mayConfirmOrganisation(fatma, 'police', undefined)).toMatchObject({
      reason: 'identity.no-account-yet',
    });
    expect(
      mayConfirmOrganisation(fatma, 'police', { ...first, isConfirmedOrganisation: true }),
    ).toMatchObject({ reason: 'identity.already-confirmed' });
  });
});

describe('a privacy officer', () => {
  const candidate = account('fatma', 5, ['privacy-officer']);
  const maker = account('lotte', 1, ['facilitator'], { madeById: null });
  const earlier = account('willem', 2, ['manager']);
  const later = account('noor', 9, ['analyst']);

  it('is confirmed by a colleague who was there before, and by nobody who came later', () => {
    const colleagues = [maker, earlier, candidate, later];
    expect(mayConfirmOfficer(actor('willem', 'town', 'manager'), candidate, colleagues).allowed).toBe(true);
    expect(mayConfirmOfficer(actor('noor', 'town', 'analyst'), candidate, colleagues)).toMatchObject({
      reason: 'identity.newer-account',
    });
  });

  it('is confirmed once, while the account is open and holds the role', () => {
    const confirm = (who: HeldAccount) => mayConfirmOfficer(actor('willem', 'town'), who, [earlier, who]);
    for (const who of [account('fatma', 5, ['analyst']), { ...candidate, isBlocked: true }]) {
      expect(confirm(who)).toMatchObject({ reason: 'identity.no-officer' });
    }
    expect(confirm({ ...candidate, isConfirmedOfficer: true })).toMatchObject({
      reason: 'identity.already-confirmed',
    });
  });

  it('waits for no colleague who is blocked or came at the same moment', () => {
    const other = actor('ines', 'care', 'privacy-officer');
    const blocked = { ...earlier, isBlocked: true };
    const together = account('willem', 5, ['manager']);
    for (const colleague of [blocked, together]) {
      expect(mayConfirmOfficer(other, candidate, [maker, colleague, candidate]).allowed).toBe(true);
      expect(mayConfirmOfficer(actor('willem', 'town'), candidate, [colleague])).toMatchObject({
        reason: 'identity.newer-account',
      });
    }
    const oneOfTwo = [earlier, account('joris', 3, ['manager'])];
    expect(mayConfirmOfficer(actor('willem', 'town'), candidate, oneOfTwo).allowed).toBe(true);
  });

  it('is never confirmed by the maker of the code, nor by themselves', () => {
    const colleagues = [maker, candidate];
    expect(mayConfirmOfficer(lotte, candidate, colleagues)).toMatchObject({
      reason: 'identity.maker-confirms-not',
    });
    expect(mayConfirmOfficer(fatma, candidate, colleagues)).toMatchObject({
      reason: 'identity.not-yourself',
    });
  });

  it('is confirmed by no administrator when the provider of the organisation says who it is', () => {
    const other = actor('ines', 'care', 'privacy-officer');
    const ada = account('ada', 2, ['administrator']);
    const signingOn = { ...candidate, hasSignOn: true };
    const confirm = (who: Actor, ...colleagues: HeldAccount[]) =>
      mayConfirmOfficer(who, signingOn, [maker, ada, signingOn, ...colleagues]);
    expect(mayConfirmOfficer(actor('ada', 'town'), candidate, [maker, ada, candidate]).allowed).toBe(true);
    expect(confirm(actor('ada', 'town', 'administrator'))).toMatchObject({
      reason: 'identity.maker-confirms-not',
    });
    expect(confirm(other).allowed).toBe(true);
    expect(confirm(actor('willem', 'town', 'manager'), earlier).allowed).toBe(true);
    expect(confirm(other, earlier)).toMatchObject({ reason: 'identity.colleague-first' });
  });

  it('is confirmed by a privacy officer of another organisation where no such colleague is', () => {
    const other = actor('ines', 'care', 'privacy-officer');
    expect(mayConfirmOfficer(other, candidate, [maker, candidate, later]).allowed).toBe(true);
    expect(mayConfirmOfficer(other, candidate, [maker, earlier, candidate])).toMatchObject({
      reason: 'identity.colleague-first',
    });
    expect(mayConfirmOfficer(actor('pim', 'care', 'manager'), candidate, [maker, candidate])).toMatchObject({
      reason: 'identity.privacy-officer-only',
    });
  });
});

describe('blocking somebody', () => {
  const noor = account('noor', 9, ['analyst']);
  const officer = account('fatma', 5, ['privacy-officer'], { isConfirmedOfficer: true });
  const first = account('lotte', 1, ['administrator', 'facilitator']);
  const everybody = [first, officer, noor];

  it('is for the administrators of their organisation', () => {
    expect(mayBlock(lotte, noor, everybody).allowed).toBe(true);
    for (const role of roles.filter((other) => other !== 'administrator')) {
      expect(mayBlock(actor('other', 'town', role), noor, everybody)).toMatchObject({
        reason: 'identity.administrator-only',
      });
    }
  });

  it('is never for another organisation, nor for oneself', () => {
    expect(mayBlock(actor('pim', 'care', 'administrator'), noor, everybody)).toMatchObject({
      reason: 'identity.other-organisation',
    });
    expect(mayBlock(lotte, first, everybody)).toMatchObject({ reason: 'identity.not-yourself' });
  });

  it('leaves an administrator who can come in', () => {
    const ann = actor('ann', 'town', 'administrator');
    const second = account('ann', 2, ['administrator']);
    expect(mayBlock(ann, first, [...everybody, second]).allowed).toBe(true);
    expect(mayBlock(ann, first, [...everybody, { ...second, isBlocked: true }])).toMatchObject({
      reason: 'identity.last-administrator',
    });
  });
});

describe('other roles', () => {
  const first = account('lotte', 1, ['administrator', 'facilitator']);
  const noor = account('noor', 9, ['analyst']);
  const colleagues = [first, noor];
  const change = (by: Actor, of: HeldAccount, next: readonly Role[], all = colleagues) =>
    verdictOf(mayChangeRoles(by, of, next, all));

  it('are given by administrators of the same organisation', () => {
    expect(change(lotte, noor, ['manager'])).toBe('allowed');
    expect(rolesAllowed(roles, (by) => mayChangeRoles(by, noor, ['manager'], colleagues))).toEqual([
      'administrator',
    ]);
    expect(change(actor('pim', 'care', 'administrator'), noor, ['manager'])).toBe(
      'identity.other-organisation',
    );
    expect(change(lotte, { ...noor, isBlocked: true }, ['manager'])).toBe('identity.already-blocked');
  });

  it('of a privacy officer are never given to oneself, but may be kept', () => {
    const ann = actor('ann', 'town', 'administrator');
    const own = account('ann', 2, ['administrator']);
    const officer = account('ann', 2, ['administrator', 'privacy-officer']);
    expect(change(ann, own, ['administrator', 'privacy-officer'])).toBe('identity.own-officer');
    expect(change(ann, officer, ['administrator', 'privacy-officer', 'manager'])).toBe('allowed');
    expect(change(lotte, noor, ['privacy-officer'])).toBe('allowed');
    expect(change(lotte, noor, ['privacy-officer', 'facilitator'])).toBe('identity.roles-apart');
  });

  it('leave an administrator', () => {
    expect(change(lotte, first, ['facilitator'])).toBe('identity.last-administrator');
    const second = account('ann', 2, ['administrator']);
    expect(change(lotte, first, ['facilitator'], [...colleagues, second])).toBe('allowed');
  });
});

describe('an administrator', () => {
  const noor = account('noor', 9, ['analyst']);

  it('helps a colleague who can come in with a password, and not themselves', () => {
    expect(verdictOf(mayReset(lotte, noor))).toBe('allowed');
    expect(verdictOf(mayReset(fatma, noor))).toBe('identity.administrator-only');
    expect(verdictOf(mayReset(lotte, account('lotte', 1, ['administrator'])))).toBe('identity.not-yourself');
    expect(verdictOf(mayReset(lotte, { ...noor, isBlocked: true }))).toBe('identity.already-blocked');
  });

  it('and a privacy officer read what changes', () => {
    const readers = roles.filter((role) => mayReadNews(actor('x', 'town', role)));
    expect(readers).toEqual(['administrator', 'privacy-officer']);
  });
});

test('an intention is declared by an administrator or manager, of their own organisation once it is confirmed', () => {
  expect(rolesAllowed(roles, (by) => mayDeclareIntention(by, 'town'))).toEqual(['administrator', 'manager']);
  const willem = actor('willem', 'town', 'manager');
  expect(verdictOf(mayDeclareIntention(willem, 'care'))).toBe('identity.other-organisation');
  expect(verdictOf(mayDeclareIntention({ ...willem, organisationWaits: true }, 'town'))).toBe(
    'session.organisation-waits',
  );
});

import { describe, expect, it, test } from 'vitest';
import type { Actor } from '../../platform/http/actor.ts';
import {
  type HeldAccount,
  mayAddPerson,
  mayBlock,
  mayChangeCode,
  mayConfirmOfficer,
  mayConfirmOrganisation,
  mayHoldTogether,
  mayMakeFirstCode,
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
    isConfirmedOrganisation: true,
    isConfirmedOfficer: false,
    isBlocked: false,
    ...rest,
  };
}

const lotte = actor('lotte', 'town', 'facilitator');
const fatma = actor('fatma', 'town', 'privacy-officer');

describe('accounts', () => {
  it('are made inside the own organisation, by its facilitator', () => {
    expect(mayAddPerson(actor('pim', 'care', 'facilitator'), 'care').allowed).toBe(true);
    expect(mayAddPerson(actor('pim', 'care', 'steward'), 'care')).toMatchObject({
      reason: 'identity.facilitator-only',
    });
  });

  it('of a partner are made by nobody of another organisation, the founding one neither', () => {
    expect(mayAddPerson(lotte, 'police')).toEqual({ allowed: false, reason: 'identity.other-organisation' });
  });

  it('of a partner begin with a code of the founding organisation, only while nobody can come in', () => {
    expect(mayMakeFirstCode(lotte, 'town', []).allowed).toBe(true);
    expect(mayMakeFirstCode(lotte, 'town', [{ isBlocked: true }]).allowed).toBe(true);
    expect(mayMakeFirstCode(lotte, 'town', [{ isBlocked: false }])).toMatchObject({
      reason: 'identity.has-accounts',
    });
    expect(mayMakeFirstCode(actor('pim', 'care', 'facilitator'), 'town', [])).toMatchObject({
      reason: 'identity.other-organisation',
    });
  });

  it('are opened by a code that only a facilitator makes, renews or withdraws', () => {
    const manager = actor('willem', 'town', 'manager');
    const code = { organisation: 'town', isFirst: false };
    for (const answer of [mayMakeFirstCode(manager, 'town', []), mayChangeCode(manager, code, 'town')]) {
      expect(answer).toEqual({ allowed: false, reason: 'identity.facilitator-only' });
    }
  });

  it.each([
    ['care', false, 'care', true],
    ['care', false, 'town', false],
    ['care', true, 'town', true],
    ['care', true, 'care', false],
  ])('of %s, first one: %s, are changed by %s: %s', (organisation, isFirst, by, may) => {
    const answer = mayChangeCode(actor('pim', by, 'facilitator'), { organisation, isFirst }, 'town');
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
  const led = [account('lotte', 1, ['facilitator']), officer, noor];

  it('is for the facilitator of their organisation, and for the privacy officer where there is none', () => {
    expect(mayBlock(lotte, noor, led).allowed).toBe(true);
    expect(mayBlock(fatma, noor, led)).toMatchObject({ reason: 'identity.administrator-only' });
    expect(mayBlock(fatma, noor, [officer, noor]).allowed).toBe(true);
    expect(mayBlock(actor('noor', 'town', 'analyst'), officer, [officer, noor]).allowed).toBe(false);
  });

  it('is never for another organisation, nor for oneself', () => {
    expect(mayBlock(actor('pim', 'care', 'facilitator'), noor, led)).toMatchObject({
      reason: 'identity.other-organisation',
    });
    expect(mayBlock(lotte, account('lotte', 1, ['facilitator']), led)).toMatchObject({
      reason: 'identity.not-yourself',
    });
  });
});

import { describe, expect, it, test } from 'vitest';
import { allowed, denied } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Role } from '../identity/identity.contract.ts';
import type { Check, CheckContent, DataFacts } from './check.contract.ts';
import { mayAnswerWith, mayCheck, mayExcept, maySeeCheck, mayWithdraw, stands } from './guardrail.policy.ts';
import {
  bare,
  containers,
  dataSet,
  piles,
  registered,
  registeredSomewhere,
  toContent,
  whole,
} from './guardrail.testing.ts';
import { judgeCheck } from './rules.contract.ts';

const edition = { organisationsIn: ['town', 'police', 'housing'] };

function person(organisation: string, ...roles: Role[]): Actor {
  return { id: 'p', name: 'P', email: 'p@example.org', organisation, roles };
}

const officer = person('police', 'privacy-officer');
const standing = {
  reason: 'A court asked',
  organisation: 'police',
  at: '2026-12-01T10:00:00.000Z',
  withdrawnAt: null,
};
const ended = { ...standing, withdrawnAt: '2026-12-02T10:00:00.000Z' };

describe('a check', () => {
  it('is seen by everybody of an organisation that stepped in, and by nobody else', () => {
    expect(maySeeCheck(person('police', 'manager'), edition)).toEqual(allowed);
    expect(maySeeCheck(person('care', 'analyst'), edition)).toEqual(denied('guardrail.not-in'));
  });

  test.each<[Role, boolean]>([
    ['facilitator', true],
    ['participant', true],
    ['steward', true],
    ['analyst', true],
    ['manager', true],
    ['engineer', true],
    ['privacy-officer', false],
    ['administrator', false],
  ])('is filled in by who may ask: %s %s', (role, may) => {
    expect(mayCheck(person('town', role), edition)).toEqual(may ? allowed : denied('guardrail.role-may-not'));
  });

  it('is filled in by nobody of an organisation that is not in', () => {
    expect(mayCheck(person('care', 'analyst'), edition)).toEqual(denied('guardrail.not-in'));
  });
});

describe('an exception (12)', () => {
  const refused = { organisation: 'town', exception: null, verdict: { answer: 'not-here' } } as const;
  const may = (actor: Actor, askedBy = 'town', check: Parameters<typeof mayExcept>[3] = refused) =>
    mayExcept(actor, edition, askedBy, check);

  it('is made by the privacy officer of an organisation that neither asked nor filled in the check', () => {
    expect(may(officer)).toEqual(allowed);
    expect(may(person('town', 'privacy-officer'))).toEqual(denied('guardrail.own-question'));
    expect(may(officer, 'police')).toEqual(denied('guardrail.own-question'));
    expect(may(officer, 'housing', { ...refused, organisation: 'police' })).toEqual(
      denied('guardrail.own-question'),
    );
    expect(may(person('police', 'manager'))).toEqual(denied('guardrail.officer-only'));
    expect(may(person('care', 'privacy-officer'))).toEqual(denied('guardrail.not-in'));
  });

  it('is only made to a rule of the house, and once', () => {
    const nothing = denied('guardrail.nothing-to-except');
    expect(mayExcept(officer, edition, 'town', undefined)).toEqual(nothing);
    expect(may(officer, 'town', { ...refused, verdict: { answer: 'forbidden' } })).toEqual(nothing);
    expect(may(officer, 'town', { ...refused, verdict: { answer: 'allowed' } })).toEqual(nothing);
    expect(may(officer, 'town', { ...refused, exception: standing })).toEqual(nothing);
    expect(may(officer, 'town', { ...refused, exception: ended })).toEqual(allowed);
  });

  it('is ended by any privacy officer of the edition', () => {
    expect(mayWithdraw(officer, edition)).toEqual(allowed);
    expect(mayWithdraw(person('town', 'privacy-officer'), edition)).toEqual(allowed);
    expect(mayWithdraw(person('town', 'facilitator'), edition)).toEqual(denied('guardrail.officer-only'));
    expect(mayWithdraw(person('care', 'privacy-officer'), edition)).toEqual(denied('guardrail.not-in'));
  });

  it('stands until it is ended', () => {
    expect([null, standing, ended].map(stands)).toEqual([false, true, false]);
  });
});

describe('an answer to a question (8, 9)', () => {
  const using = (...facts: DataFacts[]) =>
    facts.map(({ dataSet: name, columns }) => ({ dataSet: name, columns: columns.map((one) => one.name) }));
  const checked = (
    written: Omit<CheckContent, 'purpose'>,
    rung = 'predictive',
    data: readonly DataFacts[] = [piles],
    exception: Check['exception'] = null,
  ) => {
    const content = { ...toContent(written), data: using(...data) };
    return { content, verdict: judgeCheck(content, data, rung), exception };
  };

  test.each<[string, boolean]>([
    ['descriptive', true],
    ['diagnostic', true],
    ['predictive', false],
    ['prescriptive', false],
  ])('without a check, only where it looks back: %s %s', (rung, may) => {
    expect(mayAnswerWith(undefined, rung, [registered])).toEqual(
      may ? allowed : denied('guardrail.no-check', { rung }),
    );
  });

  it('is allowed about things when all is recorded, on every rung that needs no more', () => {
    for (const rung of ['descriptive', 'diagnostic', 'predictive']) {
      expect(mayAnswerWith(checked(whole, rung), rung, [piles])).toEqual(allowed);
    }
    expect(mayAnswerWith(checked(whole, 'prescriptive'), 'prescriptive', [piles])).toEqual(
      denied('guardrail.incomplete', { need: 'human' }),
    );
    expect(mayAnswerWith(checked(bare), 'predictive', [piles])).toEqual(
      denied('guardrail.incomplete', { need: 'context' }),
    );
  });

  const nuisance = { ...whole, about: 'person', tells: 'behaviour', use: 'describe' } as const;

  test.each(['descriptive', 'diagnostic', 'predictive', 'prescriptive'])(
    'is refused about the behaviour of people by what it is for, on %s too (9)',
    (rung) => {
      const refused = denied('guardrail.not-here', { rule: 'behaviour-of-people' });
      expect(mayAnswerWith(checked(nuisance, rung), rung, [piles])).toEqual(refused);
      expect(mayAnswerWith(checked(nuisance, rung), rung, [])).toEqual(refused);
    },
  );

  it('is refused by the data that are used, whatever the check was filled in with', () => {
    const conduct = { ...whole, tells: 'behaviour' } as const;
    expect(mayAnswerWith(checked(conduct), 'predictive', [piles])).toEqual(allowed);
    expect(mayAnswerWith(checked(conduct), 'predictive', [registered])).toEqual(
      denied('guardrail.not-here', { rule: 'behaviour-of-people' }),
    );
  });

  it('is refused by the data of the check, also while nothing is used yet', () => {
    const hidden = checked({ ...whole, tells: 'behaviour' }, 'predictive', [registered]);
    expect(mayAnswerWith(hidden, 'predictive', [])).toEqual(
      denied('guardrail.not-here', { rule: 'behaviour-of-people' }),
    );
  });

  it('names the law before anything else', () => {
    const crime = checked({ ...nuisance, tells: 'crime' }, 'predictive', [registered], standing);
    expect(mayAnswerWith(crime, 'predictive', [registered])).toEqual(
      denied('guardrail.forbidden', { rule: 'crime-by-profile' }),
    );
  });

  it('is allowed under an exception that stands, and only for what was excepted', () => {
    const excepted = checked(nuisance, 'predictive', [piles], standing);
    expect(mayAnswerWith(excepted, 'predictive', [piles])).toEqual(allowed);
    expect(mayAnswerWith({ ...excepted, exception: ended }, 'predictive', [piles])).toEqual(
      denied('guardrail.not-here', { rule: 'behaviour-of-people' }),
    );
    const conduct = checked({ ...whole, tells: 'emotion' }, 'predictive', [piles], standing);
    expect(mayAnswerWith(conduct, 'predictive', [piles])).toEqual(allowed);
    expect(mayAnswerWith(conduct, 'predictive', [registered])).toEqual(
      denied('guardrail.not-here', { rule: 'emotion' }),
    );
  });

  it('uses no other data than were looked at, where it looks ahead', () => {
    const other = denied('guardrail.other-data');
    expect(mayAnswerWith(checked(whole), 'predictive', [piles, containers])).toEqual(other);
    expect(mayAnswerWith(checked(whole, 'descriptive'), 'descriptive', [containers])).toEqual(other);
    const back = { ...bare, tells: 'situation' } as const;
    expect(mayAnswerWith(checked(back, 'descriptive'), 'descriptive', [containers])).toEqual(allowed);
    expect(mayAnswerWith(checked({ ...whole, tells: 'situation' }), 'predictive', [containers])).toEqual(
      other,
    );
    expect(
      mayAnswerWith(checked({ ...whole, tells: 'situation' }, 'prescriptive'), 'prescriptive', [containers]),
    ).toEqual(other);
  });

  it('uses no other proxies than were looked at, where it looks ahead', () => {
    const areas = {
      ...whole,
      about: 'area',
      tells: 'amount',
      use: 'policy',
      proxyNotes: { 'registered.neighbourhood': 'Shown beside income.' },
    } as const;
    const check = checked(areas, 'predictive', [registeredSomewhere]);
    expect(mayAnswerWith(check, 'predictive', [registeredSomewhere])).toEqual(allowed);
    const byIncome = dataSet('registered', 'person', [
      ['neighbourhood', 'neighbourhood'],
      ['income', 'dimension'],
    ]);
    expect(mayAnswerWith(check, 'predictive', [byIncome])).toEqual(denied('guardrail.other-data'));
    const unwatched = checked({ ...areas, proxyNotes: {} }, 'predictive', [registeredSomewhere]);
    expect(mayAnswerWith(unwatched, 'predictive', [registeredSomewhere])).toEqual(
      denied('guardrail.incomplete', { need: 'proxies' }),
    );
  });
});

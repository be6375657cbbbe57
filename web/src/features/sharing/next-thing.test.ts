import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { describe, expect, it } from 'vitest';
import { findNextThing } from './next-thing.ts';

const yes = { allowed: true };
const no = { allowed: false };
const me = { id: 'me', organisation: 'police' };

type Task = SharingView['parties'][number]['waiting'][number]['task'];

function party(organisation: string, tasks: readonly Task[], person: string): SharingView['parties'][number] {
  return {
    organisation,
    role: 'receiver',
    signatory: null,
    advice: null,
    signature: null,
    waiting: tasks.map((task) => ({
      task,
      since: '2026-12-01T00:00:00Z',
      n: 1,
      persons: [{ id: person, name: person }],
    })),
    may: { advise: no, nameSignatory: no, sign: no },
  };
}

function column(name: string, questions: readonly string[]): SharingView['plan'][number]['columns'][number] {
  return {
    ...{ name, role: 'dimension', personal: false, key: false, staysAtOwner: false, grain: null, grains: [] },
    label: { nl: name, en: name },
    questions: [...questions],
    decision: null,
    earlier: null,
    missing: 'decision',
  };
}

const reports: SharingView['plan'][number] = {
  ...{ dataSet: 'reports', owner: 'police', unit: 'event', persons: false, special: false },
  ...{ contractVersion: '1.0.0', newerContract: null, terms: null, bases: [], necessity: null },
  ...{ askedBy: 'Lotte', askedAt: '2026-12-01T00:00:00Z' },
  name: { nl: 'Meldingen', en: 'Reports' },
  columns: [column('category', ['q']), column('street', [])],
  missing: [{ code: 'sharing.missing.decision', column: 'category' }],
  may: { link: no, decide: yes, setTerms: yes, withdraw: no },
};

const text = { nl: 'x', en: 'x' };
const empty: SharingView = {
  ...{ state: 'draft', since: '2026-12-01T00:00:00Z', draft: 1, inForce: null, stops: [], usableUntil: null },
  frame: { purpose: text, excluded: [], from: '2026-12-01', to: '2027-12-01', review: '2027-06-01' },
  ...{ plan: [reports], proposable: [], questions: [], parties: [], hash: null, versions: [] },
  ...{ leadTime: null, bases: [], earlier: [], signatories: [] },
  may: {
    ...{ propose: no, setFrame: no, closePlan: no, openSigning: no, amend: no, stop: no, resume: no },
    startFromEarlier: no,
  },
};

describe('the one thing to do', () => {
  it('is what waits for the reader, with how much', () => {
    const sharing = { ...empty, parties: [party('police', ['decide'], 'me')] };
    expect(findNextThing(sharing, me)).toMatchObject({
      kind: 'decide',
      n: 1,
      dataSet: { dataSet: 'reports' },
    });
  });

  it('is signing before anything else', () => {
    const sharing = { ...empty, parties: [party('police', ['name-signatory', 'sign'], 'me')] };
    expect(findNextThing(sharing, me)).toEqual({ kind: 'sign' });
  });

  it('is what lacks when every column is decided', () => {
    const complete = { ...reports, columns: [column('street', [])] };
    const sharing = { ...empty, plan: [complete], parties: [party('police', ['decide'], 'me')] };
    expect(findNextThing(sharing, me)).toMatchObject({ kind: 'complete', n: 1 });
  });

  it('is nothing while a colleague or another organisation is waited for', () => {
    const sharing = { ...empty, parties: [party('police', ['decide'], 'somebody')] };
    expect(findNextThing(sharing, me)).toEqual({ kind: 'wait' });
    expect(findNextThing(sharing, null)).toEqual({ kind: 'wait' });
  });

  it('is closing the plan for the facilitator, only when nobody is waited for', () => {
    const may = { ...empty.may, closePlan: yes };
    expect(findNextThing({ ...empty, may }, me)).toEqual({ kind: 'close-plan' });
    const waiting = { ...empty, may, parties: [party('care', ['decide'], 'somebody')] };
    expect(findNextThing(waiting, me)).toEqual({ kind: 'wait' });
  });

  it('is asking for data, then saying what it is for, where nothing is there', () => {
    const may = { ...empty.may, propose: yes, setFrame: yes };
    expect(findNextThing({ ...empty, plan: [], may }, me)).toEqual({ kind: 'propose' });
    const frame = { ...empty.frame, purpose: null };
    expect(findNextThing({ ...empty, frame, may }, me)).toEqual({ kind: 'frame' });
  });

  it('is that it was stopped, whatever else waits', () => {
    const stops = [{ organisation: 'care', by: 'Els', reason: 'Leak', at: '2026-12-01T00:00:00Z' }];
    const sharing = { ...empty, stops, parties: [party('police', ['sign'], 'me')] };
    expect(findNextThing(sharing, me)).toEqual({ kind: 'stopped' });
  });
});

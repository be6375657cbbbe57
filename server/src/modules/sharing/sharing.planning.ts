import type { z } from 'zod';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { newText } from '../../platform/http/local-text.contract.ts';
import { askForDataSet, withdrawAsked } from '../editions/editions.api.ts';
import { coarserGrains, landsOnlyCoarser, staysAtOwner, toDraftDataSet } from './sharing.columns.ts';
import type { sharingRoutes } from './sharing.contract.ts';
import type { SharingDeps } from './sharing.deps.ts';
import {
  type Decision,
  type Draft,
  type DraftColumn,
  type DraftDataSet,
  planHash,
  replaceDataSet,
} from './sharing.draft.ts';
import { findMissing } from './sharing.missing.ts';
import { mayDecideOn, mayFacilitate, mayPlan, mayWithdraw } from './sharing.policy.ts';
import { changeDraft, requireMay } from './sharing.service.ts';

type Body<Name extends 'decideColumns' | 'linkColumns' | 'setFrame' | 'setTerms'> = z.output<
  NonNullable<(typeof sharingRoutes)[Name]['body']>
>;

export interface DataSetPlace {
  readonly edition: string;
  readonly dataSet: string;
}

/** Asks for a data set; one that is in the plan already gets its newest contract. */
export async function proposeDataSet(
  deps: SharingDeps,
  actor: Actor,
  { edition, dataSet: id }: DataSetPlace,
) {
  const found = await deps.catalogue.findDataSet(id);
  if (found === undefined) throw new Failure('sharing.data-set-unknown', 404, { dataSet: id });
  const { owner } = found;
  await changeDraft(deps, actor, edition, async ({ access, draft, parties }, tx, now) => {
    requireMay(mayPlan(actor, { ...access, organisationsIn: parties }));
    if (!parties.includes(owner)) {
      throw new Failure('sharing.owner-not-in', 409, { dataSet: id, organisation: owner });
    }
    const asked = { edition: access.id, dataSet: id, owner, by: actor.name, at: now };
    await askForDataSet(tx, asked);
    const before = draft.dataSets.find(({ dataSet }) => dataSet === id);
    const who = before ?? { askedBy: actor.name, askedAt: now.toISOString() };
    const taken = toDraftDataSet(found, who, before);
    const details = { dataSet: id, organisation: owner, contract: found.contract.version };
    return {
      draft:
        before === undefined
          ? { ...draft, dataSets: [...draft.dataSets, taken] }
          : replaceDataSet(draft, taken),
      action: 'sharing.data-set-proposed',
      details,
    };
  });
}

export async function withdrawDataSet(
  deps: SharingDeps,
  actor: Actor,
  { edition, dataSet: id }: DataSetPlace,
) {
  await changeDraft(deps, actor, edition, async ({ access, draft, parties }, tx) => {
    const { owner } = findDataSet(draft, id);
    requireMay(mayWithdraw(owner, actor, { ...access, organisationsIn: parties }));
    await withdrawAsked(tx, access.id, id);
    return {
      draft: { ...draft, dataSets: draft.dataSets.filter(({ dataSet }) => dataSet !== id) },
      action: 'sharing.data-set-withdrawn',
      details: { dataSet: id, organisation: owner },
    };
  });
}

/** A column that serves no question any more is not allowed any more either. */
export async function linkColumns(
  deps: SharingDeps,
  actor: Actor,
  { edition, dataSet: id }: DataSetPlace,
  { columns }: Body<'linkColumns'>,
) {
  await changeDraft(deps, actor, edition, async ({ access, draft, parties }, tx) => {
    requireMay(mayPlan(actor, { ...access, organisationsIn: parties }));
    const known = new Set((await deps.listQuestions(tx, access.id)).map((question) => question.id));
    const dataSet = findDataSet(draft, id);
    const linked = columns.reduce<DraftDataSet>((changed, { column, questions }) => {
      if (questions.some((question) => !known.has(question)))
        throw new Failure('sharing.question-unknown', 422);
      const found = findColumn(changed, column);
      const isVoid = questions.length === 0 && found.decision?.outcome !== 'not-allowed';
      const decision = isVoid ? null : found.decision;
      return replaceColumn(changed, { ...found, questions: [...new Set(questions)], decision });
    }, dataSet);
    const details = { dataSet: id, n: columns.length };
    return { draft: replaceDataSet(draft, linked), action: 'sharing.columns-linked', details };
  });
}

export async function decideColumns(
  deps: SharingDeps,
  actor: Actor,
  { edition, dataSet: id }: DataSetPlace,
  { decisions }: Body<'decideColumns'>,
) {
  await changeDraft(deps, actor, edition, ({ access, draft, parties }, _tx, now) => {
    const dataSet = findDataSet(draft, id);
    requireMay(mayDecideOn(dataSet.owner, actor, { ...access, organisationsIn: parties }));
    const decided = decisions.reduce<DraftDataSet>((changed, { column, outcome, grain, reason }) => {
      const found = findColumn(changed, column);
      if (outcome === null) return replaceColumn(changed, { ...found, decision: null });
      requireDecidable(found, { outcome, grain });
      const decision = { outcome, grain, reason, by: actor.name, at: now.toISOString() };
      return replaceColumn(changed, { ...found, decision });
    }, dataSet);
    const counted = (outcome: string | null) => decisions.filter((one) => one.outcome === outcome).length;
    return {
      draft: replaceDataSet(draft, decided),
      action: 'sharing.columns-decided',
      details: {
        dataSet: id,
        allowed: counted('allowed'),
        coarser: counted('coarser'),
        notAllowed: counted('not-allowed'),
        takenBack: counted(null),
      },
      organisation: dataSet.owner,
    };
  });
}

function requireDecidable(
  column: DraftColumn,
  { outcome, grain }: Pick<Decision, 'outcome' | 'grain'>,
): void {
  const params = { column: column.name };
  if (staysAtOwner(column.role)) throw new Failure('sharing.stays-at-owner', 422, params);
  if (outcome !== 'not-allowed' && column.questions.length === 0) {
    throw new Failure('sharing.no-question', 409, params);
  }
  const isCoarser = grain !== null && coarserGrains(column).includes(grain);
  const fits =
    outcome === 'coarser'
      ? isCoarser
      : grain === null && !(outcome === 'allowed' && landsOnlyCoarser(column));
  if (!fits) throw new Failure('sharing.grain-impossible', 422, params);
}

export async function setTerms(
  deps: SharingDeps,
  actor: Actor,
  { edition, dataSet: id }: DataSetPlace,
  { terms, bases, necessity }: Body<'setTerms'>,
) {
  await changeDraft(deps, actor, edition, ({ access, draft, parties, bases: listed }) => {
    const dataSet = findDataSet(draft, id);
    requireMay(mayDecideOn(dataSet.owner, actor, { ...access, organisationsIn: parties }));
    if (terms.to < terms.from) throw new Failure('sharing.period-reversed', 422);
    const unknown = bases.find((basis) => !listed.some((one) => one.id === basis));
    if (unknown !== undefined) throw new Failure('sharing.basis-unknown', 422, { basis: unknown });
    if (dataSet.persons !== (terms.personsMax !== null)) throw new Failure('sharing.plan-incomplete', 422);
    return {
      draft: replaceDataSet(draft, { ...dataSet, terms, bases, necessity }),
      action: 'sharing.terms-set',
      details: { dataSet: id, until: terms.keepUntil },
      organisation: dataSet.owner,
    };
  });
}

export async function setFrame(deps: SharingDeps, actor: Actor, edition: string, body: Body<'setFrame'>) {
  const { purpose, excluded, from, to, review } = body;
  if (to < from || review < from || review > to) throw new Failure('sharing.period-reversed', 422);
  const frame = { purpose: newText(purpose), excluded: excluded.map(newText), from, to, review };
  await changeDraft(deps, actor, edition, ({ access, draft, parties }) => {
    requireMay(mayFacilitate(actor, { ...access, organisationsIn: parties }));
    return { draft: { ...draft, frame }, action: 'sharing.frame-set', details: { from, to, review } };
  });
}

/** Every organisation decided on its own data, and everything that is allowed says for which months and on which basis. */
export async function closePlan(deps: SharingDeps, actor: Actor, edition: string) {
  await changeDraft(deps, actor, edition, ({ access, draft, parties, state }) => {
    requireMay(mayFacilitate(actor, { ...access, organisationsIn: parties }));
    if (state !== 'draft') throw new Failure('sharing.wrong-state', 409, { state });
    const [first, ...others] = findMissing(draft);
    if (first !== undefined) {
      const problems = [first, ...others].map(({ code, dataSet, column }) => ({
        path: [dataSet, column].filter((part) => part !== null).join('/'),
        message: code,
        code,
      }));
      throw new Failure('sharing.plan-incomplete', 409, {}, problems);
    }
    const closed = { ...draft, closedHash: planHash(draft) };
    return { draft: closed, action: 'sharing.plan-closed', details: { dataSets: draft.dataSets.length } };
  });
}

function findDataSet({ dataSets }: Draft, id: string): DraftDataSet {
  const found = dataSets.find(({ dataSet }) => dataSet === id);
  if (found === undefined) throw new Failure('sharing.data-set-unknown', 404, { dataSet: id });
  return found;
}

function findColumn({ columns }: DraftDataSet, name: string): DraftColumn {
  const found = columns.find((column) => column.name === name);
  if (found === undefined) throw new Failure('sharing.column-unknown', 404, { column: name });
  return found;
}

function replaceColumn(dataSet: DraftDataSet, changed: DraftColumn): DraftDataSet {
  const columns = dataSet.columns.map((column) => (column.name === changed.name ? changed : column));
  return { ...dataSet, columns };
}

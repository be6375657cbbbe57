import {
  allowed,
  denied,
  Failure,
  type PolicyAnswer,
  requireAllowed,
} from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type {
  Decision,
  DecisionKind,
  DecisionOutcome,
  Incident,
  IncidentFacts,
  IncidentSummary,
  IncidentTraces,
} from './incidents.contract.ts';
import type { IncidentsDeps } from './incidents.deps.ts';
import {
  type EntryRow as Entry,
  findIncident,
  holdIncident,
  insertEntry,
  insertIncident,
  listEntries,
  listIncidentRows,
  markClosed,
  type IncidentRow as Row,
  updateIncident,
} from './incidents.queries.ts';
import {
  contradictsRisk,
  isOutcomeOf,
  missingDecisions,
  standingDecisions,
  tellBefore,
} from './incidents.rules.ts';

/** Somebody who reports may see nothing of it afterwards: it is for the privacy officers, who are told at once. */
export async function reportIncident(
  deps: IncidentsDeps,
  actor: Actor,
  facts: IncidentFacts,
): Promise<{ id: string; told: number }> {
  const involved = await requireFacts(deps, actor, facts);
  const id = deps.newId();
  const at = deps.now();
  const organisations = [...new Set([actor.organisation, ...involved])];
  const told = await deps.db.transaction().execute(async (tx) => {
    await insertIncident(tx, {
      id,
      organisation: actor.organisation,
      facts,
      reported_by: actor.name,
      reported_at: at,
      told: organisations.map((organisation) => ({ organisation, at: at.toISOString() })),
    });
    await deps.record(tx, {
      actor,
      action: 'incidents.reported',
      subject: `incident/${id}`,
      ...inEdition(facts),
    });
    const before = tellBefore(new Date(facts.discoveredAt));
    return deps.tellOfficers(tx, organisations, { id, organisation: actor.organisation, tellBefore: before });
  });
  return { id, told };
}

export async function listIncidents(deps: IncidentsDeps, actor: Actor): Promise<IncidentSummary[]> {
  const rows = await listIncidentRows(deps.db);
  const entries = await listEntries(deps.db);
  return rows
    .filter((row) => isTold(row, actor))
    .map((row) => toSummary(row, toDecisions(entries.filter(({ incident }) => incident === row.id))));
}

export async function getIncident(deps: IncidentsDeps, actor: Actor, id: string): Promise<Incident> {
  const row = await findIncident(deps.db, id);
  if (row === undefined || !isTold(row, actor)) throw new Failure('incidents.unknown', 404);
  const entries = await listEntries(deps.db, id);
  const decisions = toDecisions(entries);
  const { facts } = row;
  return {
    ...toSummary(row, decisions),
    facts,
    reportedBy: row.reported_by,
    reportedAt: row.reported_at.toISOString(),
    told: row.told,
    decisions: standingDecisions(decisions),
    notes: entries
      .filter(({ decision }) => decision === null)
      .map(({ text, by, at }) => ({ text, by, at: at.toISOString() })),
    traces: await tracesFor(deps, actor, facts),
    may: { change: mayChange(actor, row), close: mayClose(actor, row, decisions) },
  };
}

/** An organisation that left keeps its register; what goes on in the edition since is not for it. */
async function tracesFor(
  deps: IncidentsDeps,
  actor: Actor,
  { edition, dataSets, ...facts }: IncidentFacts,
): Promise<IncidentTraces> {
  const isIn = edition !== null && (await deps.listEditionsOf(actor)).includes(edition);
  if (!isIn) return { operations: [], people: [] };
  const until = facts.until === null ? deps.now() : new Date(facts.until);
  const from = facts.from === null ? new Date(0) : new Date(facts.from);
  return deps.findTraces(edition, { from, until }, dataSets);
}

export async function changeIncident(
  deps: IncidentsDeps,
  actor: Actor,
  id: string,
  facts: IncidentFacts,
): Promise<Incident> {
  const involved = await requireFacts(deps, actor, facts);
  return change(deps, actor, id, async (tx, row) => {
    const at = deps.now().toISOString();
    const newlyTold = involved.filter((one) => !row.told.some(({ organisation }) => organisation === one));
    const told = [...row.told, ...newlyTold.map((organisation) => ({ organisation, at }))];
    await updateIncident(tx, id, { facts, told });
    const before = tellBefore(new Date(facts.discoveredAt));
    await deps.tellOfficers(tx, newlyTold, { id, organisation: row.organisation, tellBefore: before });
    return { action: 'incidents.changed', details: {} };
  });
}

export function decideIncident(
  deps: IncidentsDeps,
  actor: Actor,
  id: string,
  { kind, outcome, because }: { kind: DecisionKind; outcome: DecisionOutcome; because: string },
): Promise<Incident> {
  return change(deps, actor, id, async (tx, _row, decisions) => {
    if (!isOutcomeOf(kind, outcome)) throw new Failure('incidents.outcome-wrong', 422);
    const risk = standingDecisions(decisions).find((one) => one.kind === 'risk')?.outcome;
    if (contradictsRisk(kind, outcome, risk)) throw new Failure('incidents.risk-says-otherwise', 409);
    await addEntry(deps, tx, actor, id, { decision: { kind, outcome }, text: because });
    return { action: 'incidents.decided', details: { kind, outcome } };
  });
}

export function noteIncident(deps: IncidentsDeps, actor: Actor, id: string, text: string): Promise<Incident> {
  return change(deps, actor, id, async (tx) => {
    await addEntry(deps, tx, actor, id, { decision: null, text });
    return { action: 'incidents.noted', details: {} };
  });
}

export function closeIncident(deps: IncidentsDeps, actor: Actor, id: string): Promise<Incident> {
  return change(deps, actor, id, async (tx, row, decisions) => {
    requireAllowed(mayClose(actor, row, decisions), 409);
    await markClosed(tx, id, deps.now());
    return { action: 'incidents.closed', details: {} };
  });
}

type Tx = Parameters<Parameters<ReturnType<IncidentsDeps['db']['transaction']>['execute']>[0]>[0];
interface Change {
  readonly action: 'incidents.changed' | 'incidents.decided' | 'incidents.noted' | 'incidents.closed';
  readonly details: Readonly<Record<string, string>>;
}

async function change(
  deps: IncidentsDeps,
  actor: Actor,
  id: string,
  make: (tx: Tx, row: Row, decisions: readonly Decision[]) => Promise<Change>,
): Promise<Incident> {
  await deps.db.transaction().execute(async (tx) => {
    const row = await holdIncident(tx, id);
    if (row === undefined || !isTold(row, actor)) throw new Failure('incidents.unknown', 404);
    requireAllowed(mayChange(actor, row), row.closed_at === null ? 403 : 409);
    const { action, details } = await make(tx, row, toDecisions(await listEntries(tx, id)));
    await deps.record(tx, { actor, action, subject: `incident/${id}`, details, ...inEdition(row.facts) });
  });
  return getIncident(deps, actor, id);
}

async function addEntry(
  deps: IncidentsDeps,
  tx: Tx,
  actor: Actor,
  incident: string,
  { decision, text }: Pick<Entry, 'decision' | 'text'>,
): Promise<void> {
  const id = deps.newId();
  await insertEntry(tx, { id, incident, decision, text, by: actor.name, at: deps.now() });
}

/** Gives the organisations whose data may be touched. */
async function requireFacts(
  deps: IncidentsDeps,
  actor: Actor,
  facts: IncidentFacts,
): Promise<readonly string[]> {
  const now = deps.now().toISOString();
  const { discoveredAt, from, until } = facts;
  if ([discoveredAt, from ?? '', until ?? ''].some((moment) => moment > now))
    throw new Failure('incidents.in-the-future', 422);
  if (from !== null && until !== null && from > until) throw new Failure('incidents.period-reversed', 422);
  return facts.edition === null ? [] : organisationsOf(deps, actor, facts.edition);
}

async function organisationsOf(
  deps: IncidentsDeps,
  actor: Actor,
  edition: string,
): Promise<readonly string[]> {
  const { organisationsIn } = await deps.findEdition(edition, actor);
  if (!organisationsIn.includes(actor.organisation)) throw new Failure('incidents.not-in-edition', 403);
  return organisationsIn;
}

function isTold(row: Row, actor: Actor): boolean {
  return row.told.some(({ organisation }) => organisation === actor.organisation);
}

function mayChange(actor: Actor, row: Row): PolicyAnswer {
  if (row.organisation !== actor.organisation) return denied('incidents.other-organisation');
  return row.closed_at === null ? allowed : denied('incidents.closed');
}

function mayClose(actor: Actor, row: Row, decisions: readonly Decision[]): PolicyAnswer {
  const answer = mayChange(actor, row);
  if (!answer.allowed) return answer;
  return missingDecisions(decisions).length === 0 ? allowed : denied('incidents.undecided');
}

function toSummary(
  { id, organisation, facts, closed_at }: Row,
  decisions: readonly Decision[],
): IncidentSummary {
  return {
    id,
    title: facts.title,
    organisation,
    edition: facts.edition,
    discoveredAt: facts.discoveredAt,
    tellBefore: tellBefore(new Date(facts.discoveredAt)).toISOString(),
    missing: missingDecisions(decisions),
    closedAt: closed_at?.toISOString() ?? null,
  };
}

function toDecisions(entries: readonly Entry[]): Decision[] {
  return entries.flatMap(({ decision, text, by, at }) =>
    decision === null ? [] : [{ ...decision, because: text, by, at: at.toISOString() }],
  );
}

function inEdition({ edition }: IncidentFacts): { edition?: string } {
  return edition === null ? {} : { edition };
}

import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { FileReply } from '../../platform/http/binding.ts';
import { approximateRows } from '../../platform/rows/row-counts.ts';
import type { ProcessingOperation } from './processing.contract.ts';
import type { ProcessingDeps } from './processing.deps.ts';
import { type LogLine, operationToLine, subjectToLine } from './processing.lines.ts';
import {
  countOperations,
  indexLandings,
  type KeptOperation,
  listOperations,
  type OperationFilter,
  versionKey,
} from './processing.queries.ts';
import { readSubjects } from './processing.subjects.ts';

type Range = Omit<OperationFilter, 'editions'>;

export async function listProcessing(
  deps: ProcessingDeps,
  actor: Actor,
  { limit, ...range }: Range & { readonly limit: number },
): Promise<{ operations: ProcessingOperation[]; total: number }> {
  const filter = { ...range, editions: await deps.listEditionsOf(actor) };
  const operations = await listOperations(deps.db, filter, { limit });
  return {
    operations: operations.map((operation) => toView(operation, actor)),
    total: await countOperations(deps.db, filter),
  };
}

function toView(operation: KeptOperation, actor: Actor): ProcessingOperation {
  const { id, edition, kind, versions, startedAt, endedAt, status, persons } = operation;
  const isOwn = versions.some(({ owner }) => owner === actor.organisation);
  return {
    id,
    edition,
    kind,
    versions: [...versions],
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    status,
    persons: isOwn && persons !== null ? approximateRows(persons) : null,
  };
}

/**
 * The lines as they are read, newest operation first. A line for each person only of data of the reader's own organisation:
 * whom the others have is theirs to tell. What was still being written down is waited for by asking again.
 */
export async function exportProcessing(
  deps: ProcessingDeps,
  actor: Actor,
  { persons, ...range }: Range & { readonly persons: boolean },
  signal: AbortSignal,
): Promise<FileReply> {
  const filter = { ...range, editions: await deps.listEditionsOf(actor) };
  const landings = persons ? await indexLandings(deps.db, filter.editions) : undefined;
  requireWritten(landings, actor);
  await deps.db.transaction().execute((tx) =>
    deps.record(tx, {
      actor,
      action: 'processing.exported',
      subject: 'processing/operations',
      ...(range.edition !== undefined && { edition: range.edition }),
      details: { persons: persons ? 'yes' : 'no' },
    }),
  );
  const lines = linesOf(deps, actor, filter, landings, signal);
  return { fileName: 'processing-log.ndjson', stream: toStream(lines) };
}

type Landings = Awaited<ReturnType<typeof indexLandings>>;

function requireWritten(landings: Landings | undefined, actor: Actor): void {
  const own = [...(landings?.values() ?? [])].filter((landing) => isOf(landing, actor));
  if (own.some(({ persons }) => persons === null)) throw new Failure('processing.not-written-yet', 409);
}

async function* linesOf(
  deps: ProcessingDeps,
  actor: Actor,
  filter: OperationFilter,
  landings: Landings | undefined,
  signal: AbortSignal,
): AsyncGenerator<LogLine> {
  for await (const operation of walk(deps, filter)) {
    yield operationToLine(operation, deps.installation);
    for (const version of operation.versions.filter(({ owner }) => owner === actor.organisation)) {
      const landing = landings?.get(versionKey(operation.edition, version));
      if (!landing?.persons) continue;
      for await (const subjects of readSubjects(deps, landing, signal)) {
        for (const subject of subjects) yield subjectToLine(operation, subject, deps.installation);
      }
    }
  }
}

function isOf({ versions }: KeptOperation, { organisation }: Actor): boolean {
  return versions.some(({ owner }) => owner === organisation);
}

const atOnce = 500;

async function* walk({ db }: ProcessingDeps, filter: OperationFilter): AsyncGenerator<KeptOperation> {
  let before: number | undefined;
  for (;;) {
    const operations = await listOperations(db, filter, { before, limit: atOnce });
    yield* operations;
    if (operations.length < atOnce) return;
    before = operations.at(-1)?.order;
  }
}

function toStream(lines: AsyncIterable<LogLine>): ReadableStream {
  const encoder = new TextEncoder();
  return ReadableStream.from(
    (async function* () {
      for await (const line of lines) yield encoder.encode(`${JSON.stringify(line)}\n`);
    })(),
  );
}

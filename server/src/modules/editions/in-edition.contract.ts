import type { z } from 'zod';
import { defineRoute, type ErrorCode, type RouteDefinition } from '../../platform/http/route.ts';
import type { EditionsError } from './messages.contract.ts';

const always: readonly EditionsError[] = ['editions.unknown', 'editions.not-a-participant'];
const whenWriting: readonly EditionsError[] = [...always, 'editions.finished'];

interface RouteInEdition<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>
  extends RouteDefinition<P, Q, B, R> {
  readonly path: `/editions/{edition}${string}`;
  /** Besides those that every operation in an edition may answer with. */
  readonly errors: readonly ErrorCode[];
  /** A write that goes on in a finished edition, or is refused there for another reason. */
  readonly refusesFinished?: false;
}

/** An operation in one edition: anybody else's, an unknown one, and for a write a finished one, is refused everywhere. */
export function inEdition<
  P extends z.ZodType = z.ZodNever,
  Q extends z.ZodType = z.ZodNever,
  B extends z.ZodType = z.ZodNever,
  R extends z.ZodType = z.ZodType,
>({ refusesFinished, ...definition }: RouteInEdition<P, Q, B, R>): RouteDefinition<P, Q, B, R> {
  const writes = definition.method !== 'get' && refusesFinished !== false;
  return defineRoute({ ...definition, errors: [...(writes ? whenWriting : always), ...definition.errors] });
}

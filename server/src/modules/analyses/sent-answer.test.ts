import { type ProtectedColumn, type ProtectedFigure, zeroFigure } from '@datalab/query-control';
import { describe, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { bind, signedIn } from '../../platform/http/binding.ts';
import { defineRoute } from '../../platform/http/route.ts';
import type { analysesRoutes } from './analyses.contract.ts';
import { type AnswerRow, answerRow, type SentAnswer } from './answer.contract.ts';

type SentRow = SentAnswer['rows'][number];

const route = defineRoute({
  method: 'get',
  path: '/figures',
  operationId: 'getFigures',
  summary: 'Figures',
  response: z.array(answerRow),
  status: 200,
  errors: [],
});

describe('an answer on its way out', () => {
  it('takes figures that the rules of protection made, and nothing that only looks like one', () => {
    expectTypeOf<{ month: string; 'count.records': ProtectedFigure }>().toExtend<SentRow>();
    expectTypeOf<{ 'count.records': number }>().not.toExtend<SentRow>();
    expectTypeOf<{
      'count.records': { status: 'published'; value: number; margin: number };
    }>().not.toExtend<SentRow>();
    expectTypeOf<ProtectedColumn>().not.toExtend<SentRow>();
    expectTypeOf<SentRow>().toExtend<AnswerRow>();
    expectTypeOf<AnswerRow>().not.toExtend<SentRow>();
  });

  it('is all that a route can answer with', () => {
    type Sent = Parameters<typeof bind<z.ZodNever, z.ZodNever, z.ZodNever, (typeof route)['response']>>[2];
    type Body = Awaited<ReturnType<Sent>>['body'];
    expectTypeOf<Body>().toEqualTypeOf<Record<string, string | ProtectedFigure | null>[]>();
    expectTypeOf<AnswerRow[]>().not.toExtend<Body>();
    bind(route, signedIn, async () => ({ body: [{ month: '2026-01', 'count.records': zeroFigure }] }));
  });

  it('is what evidence consists of', () => {
    type Evidence = z.input<(typeof analysesRoutes.getEvidence)['response']>;
    expectTypeOf<AnswerRow>().not.toExtend<Evidence['answers'][number]['rows'][number]>();
  });
});

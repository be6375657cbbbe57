import { z } from 'zod';
import { id, slug, textChange, textInput } from '../../platform/http/common.contract.ts';
import { findingChange, findingInput, viewShape } from './answer.contract.ts';
import { askedQuery } from './asked-query.contract.ts';

export const analysisInput = z.object({
  question: id,
  title: textInput,
  views: z
    .array(z.object({ key: slug, title: textInput, shape: viewShape, query: askedQuery }))
    .min(1)
    .max(4),
  finding: findingInput.nullable().default(null),
});

export type AnalysisInput = z.input<typeof analysisInput>;

/** A title or conclusion that is not named stays as it is; a new view without a title bears that of the analysis. */
export const analysisChange = z.object({
  question: id,
  title: textChange.optional(),
  views: z
    .array(z.object({ key: slug, title: textChange.optional(), shape: viewShape, query: askedQuery }))
    .min(1)
    .max(4),
  finding: findingChange.nullable().optional(),
});

export type AnalysisChange = z.input<typeof analysisChange>;

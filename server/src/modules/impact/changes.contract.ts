import { z } from 'zod';
import { id, slug } from '../../platform/http/common.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { evidenceLevel, sentence } from './judgement.contract.ts';

/** What an indicator says, in one sentence and with how sure that is. */
export const change = z.object({ id, headline: sentence, level: evidenceLevel }).meta({ id: 'Change' });
export type Change = z.infer<typeof change>;

export const changesRoutes = {
  listChanges: inEdition({
    method: 'get',
    path: '/editions/{edition}/changes',
    operationId: 'listChanges',
    summary: 'What changed since the solutions were carried out, in one sentence each',
    params: z.object({ edition: slug }),
    response: z.array(change),
    status: 200,
    errors: ['impact.not-in'],
  }),
} as const;

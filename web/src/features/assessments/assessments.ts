import { assessmentsRoutes } from '@datalab/server/modules/assessments/assessments.contract.ts';
import type { RouteDefinition } from '@datalab/server/platform/http/route.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { ApiProblem, addressOf, readProblem } from '../../app/api.ts';
import { apiQuery } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.tsx';

export function assessmentsQuery(edition: string) {
  return apiQuery(assessmentsRoutes.getAssessments, { params: { edition } });
}

export function prescanQuery(edition: string) {
  return apiQuery(assessmentsRoutes.getPrescan, { params: { edition } });
}

/** Sends one file; afterwards everything on the page that may have changed is read again. */
export function useFileUpload<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(route: RouteDefinition<P, Q, B, R>, params: Readonly<Record<string, string>>, onDone: () => void) {
  const client = useQueryClient();
  return useMutation<void, ApiProblem, File>({
    mutationFn: async (file) => {
      const body = new FormData();
      body.append('file', file, file.name);
      const response = await fetch(addressOf(route, { params }), { method: 'POST', body }).catch(() => {
        throw new ApiProblem('connection.lost', 0);
      });
      if (!response.ok) throw await readProblem(response);
    },
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries();
    },
  });
}

export function useDay(): (instant: string) => string {
  const { language } = useLanguage();
  return (instant) => formatDate(instant, language);
}

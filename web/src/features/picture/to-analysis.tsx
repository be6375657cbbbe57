import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { useTexts } from '../../i18n/language.tsx';
import { pictureTexts } from '../../i18n/picture.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

/** What nobody knows yet becomes the list of the analysts, in one go. */
export function ToAnalysis({ edition, questions }: { edition: string; questions: readonly Question[] }) {
  const t = useTexts(pictureTexts);
  const toast = useToast();
  const client = useQueryClient();
  const open = questions.filter(({ status }) => status === 'new');
  const send = useMutation({
    mutationFn: async () => {
      for (const question of open) {
        await call(analysesRoutes.sortQuestion, {
          params: { edition, question: question.id },
          body: { status: 'to-analyse', note: null },
        });
      }
      return open.length;
    },
    onSuccess: (n) => toast({ text: t('toAnalysisDone', { n }) }),
    onSettled: () => client.invalidateQueries(),
  });
  if (open.length === 0) return null;
  return (
    <Card tone="tint" className="row row-between">
      <p>{t('toAnalysisHint')}</p>
      <ActionButton busy={send.isPending} onClick={() => send.mutate()}>
        {t('toAnalysis', { n: open.length })}
      </ActionButton>
      <ProblemAlert error={send.error} />
    </Card>
  );
}

import type { Analysis } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Figure } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { ElsewhereMark } from '@datalab/server/platform/http/unbound-numbers.contract.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTextDraft } from '../../app/use-text-draft.ts';

/** What somebody is writing below this calculation, kept until it is saved or given up. */
export function useConclusion({ id, evidence, findingInput: written }: Analysis) {
  const key = `conclusion.${id}.${evidence}`;
  const text = useTextDraft(`${key}.text`, written?.text ?? null);
  const care = useTextDraft(`${key}.care`, written?.care ?? null);
  const draft = useDraft(`${key}.figures`, '');
  const marks = useDraft(`${key}.elsewhere`, '');
  const elsewhere =
    marks.value === '' ? (written?.elsewhere ?? []) : (JSON.parse(marks.value) as ElsewhereMark[]);
  const figures = draft.value === '' ? (written?.figures ?? []) : (JSON.parse(draft.value) as Figure[]);
  return {
    text,
    care,
    figures,
    elsewhere,
    writeElsewhere: (next: readonly ElsewhereMark[]) => marks.change(JSON.stringify(next)),
    writeFigures: (next: readonly Figure[]) => draft.change(JSON.stringify(next)),
    clear: () => {
      for (const one of [text, care, draft, marks]) one.clear();
    },
  };
}

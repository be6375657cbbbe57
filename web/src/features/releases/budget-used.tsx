import type { ApiProblem } from '../../app/api.ts';
import { useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Alert } from '../../ui/alert.tsx';

const budgetCodes: ReadonlySet<string> = new Set([
  'releases.edition-budget-used',
  'releases.person-budget-used',
  'releases.choices-used',
]);

export function isBudgetUsed({ code }: ApiProblem): boolean {
  return budgetCodes.has(code);
}

/** Not an error: the query budget is used up, and this person can extend it. */
export function BudgetUsed({ problem }: { problem: ApiProblem }) {
  const t = useTexts(releasesTexts);
  const messageOf = useMessage();
  return (
    <Alert type="warning" role="alert">
      <div className="stack stack-tight">
        <p>
          <strong>{t('roomUp')}</strong>
        </p>
        <p>{messageOf(problem.code, problem.params)}</p>
      </div>
    </Alert>
  );
}

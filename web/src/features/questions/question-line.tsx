import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { ListedQuestion } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LongTextField } from '../../ui/field.tsx';
import { SecondaryLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { QuestionCheckLink } from './question-check-link.tsx';
import { rungVerbs } from './rung.ts';
import './questions.css';

interface QuestionLineProps {
  edition: string;
  question: ListedQuestion;
  sort: Permission;
  analyse: Permission;
}

/** An open question: analyse it, call it answered, or drop it with a reason. */
export function QuestionLine({ edition, question, sort, analyse }: QuestionLineProps) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const [dropping, setDropping] = useState(false);
  const why = useDraft(`question.drop.${question.id}`, '');
  const change = useApiChange(analysesRoutes.sortQuestion, () => {
    why.clear();
    setDropping(false);
  });
  const params = { edition, question: question.id };
  const drop = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ params, body: { status: 'dropped', note: why.value } });
  };
  return (
    <li className="question-line">
      <div className="stack stack-tight">
        <p>
          <strong>{t('question', { n: question.number })}</strong> {local(question.text)}
        </p>
        <p className="row small soft">
          <Chip tone="quiet">{t(rungVerbs[question.rung])}</Chip>
          {t('askedBy', { name: local(nameOf(question.askedBy)) })}
        </p>
        <QuestionCheckLink edition={edition} question={question} />
      </div>
      <div className="row">
        {analyse.allowed && (
          <SecondaryLink
            to="/editions/$edition/analyses/new"
            params={{ edition }}
            search={{ question: question.id }}
          >
            {t('analyseThis')}
          </SecondaryLink>
        )}
        {question.analyses.length > 0 && (
          <ActionButton
            permission={sort}
            busy={change.isPending}
            onClick={() => change.mutate({ params, body: { status: 'answered' } })}
          >
            {t('markAnswered')}
          </ActionButton>
        )}
        {sort.allowed && (
          <ActionButton look="subtle" onClick={() => setDropping(true)}>
            {t('dropQuestion')}
          </ActionButton>
        )}
      </div>
      {!dropping && <ProblemAlert error={change.error} />}
      <Dialog title={t('dropQuestion')} open={dropping} onClose={() => setDropping(false)}>
        <form className="stack" onSubmit={drop}>
          <p>{local(question.text)}</p>
          <LongTextField label={t('dropWhy')} value={why.value} onChange={why.change} maxLength={1000} />
          <ProblemAlert error={change.error} />
          <ActionButton look="primary" type="submit" busy={change.isPending}>
            {t('dropQuestion')}
          </ActionButton>
        </form>
      </Dialog>
    </li>
  );
}

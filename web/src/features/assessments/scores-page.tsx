import { assessmentsRoutes } from '@datalab/server/modules/assessments/assessments.contract.ts';
import {
  type Ethics,
  type Principle,
  principleKeys,
  type Scores,
  scoreValues,
} from '@datalab/server/modules/assessments/ethics.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { readKeptChoices } from '../../app/kept-choices.ts';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { LoadedEdition } from '../editions/edition-page.tsx';
import './assessments.css';
import { AssessmentSubpage } from './assessment-subpage.tsx';
import { assessmentsQuery } from './assessments.ts';

export function ScoresPage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/assessments/scores' });
  const board = useQuery(assessmentsQuery(slug));
  const t = useTexts(assessmentsTexts);
  return (
    <LoadedEdition slug={slug} query={board}>
      {(edition, { ethics }) => (
        <AssessmentSubpage edition={edition} title={t('score')} lead={t('scoreLead')}>
          <ScoresForm edition={slug} ethics={ethics} />
        </AssessmentSubpage>
      )}
    </LoadedEdition>
  );
}

/** Kept in the browser until it is sent: nobody sees a score that is still being thought about. */
function ScoresForm({ edition, ethics }: { edition: string; ethics: Ethics }) {
  const t = useTexts(assessmentsTexts);
  const toast = useToast();
  const navigate = useNavigate();
  const draft = useDraft(`scores.${edition}`, JSON.stringify(ethics.mine ?? {}));
  const chosen = readKeptChoices(draft.value, principleKeys, [...scoreValues, null]);
  const [tried, setTried] = useState(false);
  const send = useApiChange(assessmentsRoutes.sendScores, () => {
    draft.clear();
    toast({ text: t('scoresSent') });
    void navigate({ to: '/editions/$edition/assessments', params: { edition } });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isWhole(chosen)) return send.mutate({ params: { edition }, body: chosen });
    const open = principleKeys.find((principle) => chosen[principle] === undefined);
    document.querySelector<HTMLElement>(`[name="${open}"]`)?.focus();
  };
  return (
    <form className="stack stack-wide" onSubmit={submit}>
      {principleKeys.map((principle) => (
        <PrincipleField
          key={principle}
          principle={principle}
          chosen={chosen[principle]}
          missing={tried && chosen[principle] === undefined}
          onChoose={(score) => draft.change(JSON.stringify({ ...chosen, [principle]: score }))}
        />
      ))}
      <ProblemAlert error={send.error} />
      <div>
        <ActionButton look="primary" type="submit" permission={ethics.may.score} busy={send.isPending}>
          {t('sendScores')}
        </ActionButton>
      </div>
    </form>
  );
}

interface PrincipleFieldProps {
  readonly principle: Principle;
  readonly chosen: number | null | undefined;
  readonly missing: boolean;
  onChoose(score: number | null): void;
}

function PrincipleField({ principle, chosen, missing, onChoose }: PrincipleFieldProps) {
  const t = useTexts(assessmentsTexts);
  return (
    <fieldset className="form-question">
      <legend>
        {t(`principle.${principle}`)}: {t(`ask.${principle}`)}
      </legend>
      {missing ? <p className="field-problem">{t('scoreNeeded')}</p> : null}
      {scoreValues.map((score) => (
        <Choice
          key={score}
          type="radio"
          name={principle}
          checked={chosen === score}
          onChange={() => onChoose(score)}
        >
          {t(`anchor.${score}`)}
        </Choice>
      ))}
      <Choice type="radio" name={principle} checked={chosen === null} onChange={() => onChoose(null)}>
        <span className="soft">{t('dontKnow')}</span>
      </Choice>
    </fieldset>
  );
}

function isWhole(chosen: Partial<Record<Principle, number | null>>): chosen is Scores {
  return principleKeys.every((principle) => chosen[principle] !== undefined);
}

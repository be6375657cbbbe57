import {
  type Advice,
  type Preparation,
  preparationRoutes,
  type StartDecision,
} from '@datalab/server/modules/preparation/preparation.contract.ts';
import { useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts, useWritten } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LongTextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useReadAgain } from './preparation.ts';

interface DecisionCardProps {
  readonly edition: string;
  readonly preparation: Preparation;
  /** Undefined when every question is answered. */
  readonly onAnswerNext: (() => void) | undefined;
}

const reasonsShown = 4;
const tones = { go: 'ok', mend: 'warning', 'no-go': 'error' } as const;

/** What the answers advise, what people decided, and the one thing to do now. */
export function DecisionCard({ edition, preparation, onAnswerNext }: DecisionCardProps) {
  const t = useTexts(preparationTexts);
  const [deciding, setDeciding] = useState(false);
  const { advice, decisions, may } = preparation;
  const [latest, ...earlier] = decisions;
  const decidable = may.go.allowed || may.stop.allowed;
  return (
    <Card tone={latest === undefined ? tones[advice.verdict] : 'plain'} className="stack">
      {latest === undefined ? null : <Decision decision={latest} />}
      {latest === undefined ? <h2 className="utrecht-heading-2">{t(`verdict.${advice.verdict}`)}</h2> : null}
      {latest === undefined ? <Reasons advice={advice} /> : null}
      <div className="row">
        {onAnswerNext !== undefined && may.agree.allowed ? (
          <ActionButton look="primary" onClick={onAnswerNext}>
            {t('answerNext')}
          </ActionButton>
        ) : null}
        {decidable ? (
          <ActionButton
            look={onAnswerNext === undefined && latest === undefined ? 'primary' : 'secondary'}
            onClick={() => setDeciding(true)}
          >
            {t(latest === undefined ? 'decide' : 'decideAgain')}
          </ActionButton>
        ) : null}
      </div>
      {latest === undefined ? (
        <p className="small">{`${t('undecided')}. ${t('adviceHint')}`}</p>
      ) : (
        <details>
          <summary>{t(`verdict.${advice.verdict}`)}</summary>
          <Reasons advice={advice} />
        </details>
      )}
      {earlier.length === 0 ? null : (
        <details>
          <summary>{t('earlierDecisions')}</summary>
          <div className="stack">
            {earlier.map((decision) => (
              <Decision key={decision.number} decision={decision} />
            ))}
          </div>
        </details>
      )}
      <Dialog title={t('decide')} open={deciding} onClose={() => setDeciding(false)}>
        <DecideForm edition={edition} preparation={preparation} onDone={() => setDeciding(false)} />
      </Dialog>
    </Card>
  );
}

function Reasons({ advice }: { advice: Advice }) {
  const t = useTexts(preparationTexts);
  const more = advice.reasons.length - reasonsShown;
  return (
    <div className="stack stack-tight">
      {advice.reasons.length === 0 ? null : (
        <ul className="preparation-reasons">
          {advice.reasons.slice(0, reasonsShown).map(({ question, because }) => (
            <li key={question}>
              {t(`question.${question}`)} {t(`because.${because}`)}
            </li>
          ))}
          {more > 0 ? <li>{t('reasonsMore', { n: more })}</li> : null}
        </ul>
      )}
      {advice.watch.length === 0 ? null : (
        <div>
          <p className="small">
            <strong>{t('watch')}</strong>
          </p>
          <ul className="preparation-reasons small">
            {advice.watch.map(({ question, because }) => (
              <li key={question}>
                {t(`question.${question}`)} {t(`because.${because}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Decision({ decision }: { decision: StartDecision }) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  const { by, at, advice } = decision;
  const organisation = nameOf(by.organisation);
  return (
    <div>
      <h2 className="utrecht-heading-2">{t(decision.decision === 'go' ? 'decidedGo' : 'decidedNoGo')}</h2>
      <p>{local(decision.reasons)}</p>
      <p className="small soft">
        {t('decidedBy', { name: by.name, organisation, date: formatDate(at, language) })}
        {advice === decision.decision ? null : ` ${t('againstAdvice')}`}
      </p>
    </div>
  );
}

function DecideForm({
  edition,
  preparation,
  onDone,
}: Omit<DecisionCardProps, 'onAnswerNext'> & { onDone: () => void }) {
  const t = useTexts(preparationTexts);
  const written = useWritten();
  const ui = useTexts(uiTexts);
  const readAgain = useReadAgain();
  const { decisions, may } = preparation;
  const reasons = useDraft(`start.${edition}`, '');
  const [missing, setMissing] = useState(false);
  const decide = useApiChange(preparationRoutes.decideStart, () => {
    reasons.clear();
    onDone();
  });
  const send = (decision: StartDecision['decision']) => {
    setMissing(reasons.value.trim() === '');
    if (reasons.value.trim() === '') return;
    const body = { decision, reasons: written(reasons.value), after: decisions.length };
    decide.mutate({ params: { edition }, body }, { onError: readAgain });
  };
  return (
    <form className="form" onSubmit={(event) => event.preventDefault()}>
      <LongTextField
        label={t('decideReasons')}
        hint={t('decideReasonsHint')}
        rows={3}
        maxLength={1000}
        value={reasons.value}
        error={missing ? ui('reasonNeeded') : undefined}
        onChange={reasons.change}
      />
      <ProblemAlert error={decide.error} />
      <div className="row">
        <ActionButton look="primary" permission={may.go} busy={decide.isPending} onClick={() => send('go')}>
          {t('decideGo')}
        </ActionButton>
        <ActionButton permission={may.stop} busy={decide.isPending} onClick={() => send('no-go')}>
          {t('decideNoGo')}
        </ActionButton>
      </div>
    </form>
  );
}

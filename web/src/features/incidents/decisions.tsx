import {
  type DecisionKind,
  type DecisionOutcome,
  type Incident,
  incidentsRoutes,
} from '@datalab/server/modules/incidents/incidents.contract.ts';
import { useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { incidentsTexts } from '../../i18n/incidents.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { LongTextField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import './incidents.css';

const outcomes: Readonly<Record<DecisionKind, readonly DecisionOutcome[]>> = {
  risk: ['unlikely', 'risk', 'high-risk'],
  authority: ['told', 'not-needed'],
  people: ['told', 'not-needed'],
};
const kinds: readonly DecisionKind[] = ['risk', 'authority', 'people'];

/** The three things that must be decided, in their order. */
export function Decisions({ incident }: { incident: Incident }) {
  return kinds.map((kind) => <DecisionCard key={kind} kind={kind} incident={incident} />);
}

function DecisionCard({ kind, incident }: { kind: DecisionKind; incident: Incident }) {
  const t = useTexts(incidentsTexts);
  const { language } = useLanguage();
  const [again, setAgain] = useState(false);
  const decided = incident.decisions.find((one) => one.kind === kind);
  const isOpen = again || decided === undefined || incident.missing.includes(kind);
  return (
    <section aria-labelledby={`decide-${kind}`}>
      <Card className="stack stack-tight">
        <Heading2 id={`decide-${kind}`}>{t(`decide.${kind}`)}</Heading2>
        <p className="soft">{t(`why.${kind}`)}</p>
        {decided === undefined ? null : (
          <>
            <p>
              <strong>{t(`outcome.${decided.outcome}`)}</strong>. {decided.because}
            </p>
            <p className="small soft">
              {t('decidedBy', { who: decided.by, date: formatDate(decided.at, language) })}
            </p>
          </>
        )}
        {!incident.may.change.allowed ? null : isOpen ? (
          <DecideForm kind={kind} incident={incident.id} onDone={() => setAgain(false)} />
        ) : (
          <div className="no-print">
            <ActionButton look="subtle" onClick={() => setAgain(true)}>
              {t('changeIt')}
            </ActionButton>
          </div>
        )}
      </Card>
    </section>
  );
}

interface DecideFormProps {
  readonly kind: DecisionKind;
  readonly incident: string;
  onDone(): void;
}

function DecideForm({ kind, incident, onDone }: DecideFormProps) {
  const t = useTexts(incidentsTexts);
  const [outcome, setOutcome] = useState<DecisionOutcome>();
  const [because, setBecause] = useState('');
  const [tried, setTried] = useState(false);
  const decide = useApiChange(incidentsRoutes.decideIncident, onDone);
  return (
    <form
      className="form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (outcome === undefined || because.trim() === '') return;
        decide.mutate({ params: { incident }, body: { kind, outcome, because } });
      }}
    >
      <fieldset className="breach-outcomes stack stack-tight">
        <legend className="visually-hidden">{t(`decide.${kind}`)}</legend>
        {tried && outcome === undefined ? <p className="field-problem">{t('wrong')}</p> : null}
        {outcomes[kind].map((one) => (
          <Choice
            key={one}
            type="radio"
            name={`outcome-${kind}`}
            checked={outcome === one}
            onChange={() => setOutcome(one)}
          >
            {t(`outcome.${one}`)}
          </Choice>
        ))}
      </fieldset>
      <LongTextField
        label={t('because')}
        value={because}
        error={tried && because.trim() === '' ? t('wrong') : undefined}
        onChange={setBecause}
      />
      <div>
        <ActionButton type="submit" busy={decide.isPending}>
          {t('decideIt')}
        </ActionButton>
      </div>
      <ProblemAlert error={decide.error} />
    </form>
  );
}

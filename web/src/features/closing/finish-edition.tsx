import {
  type Closing,
  closingRoutes,
  type EvaluationState,
} from '@datalab/server/modules/closing/closing.contract.ts';
import { type Edition, editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { useState } from 'react';
import { DecisionForm } from '../../app/decision-form.tsx';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { stepOf } from '../editions/edition.ts';
import { useWhoName } from '../editions/who.tsx';

interface FinishEditionProps {
  readonly edition: Edition;
  readonly closing: Closing;
}

/** What keeps the edition from being finished, or the button that finishes it. */
export function FinishEdition({ edition, closing }: FinishEditionProps) {
  const t = useTexts(closingTexts);
  const { language } = useLanguage();
  if (edition.finishedAt !== null) {
    return (
      <Alert type="ok">
        <p>
          <strong>{t('finishedOn', { date: formatDate(edition.finishedAt, language) })}</strong>{' '}
          {t('finishedThen')}
        </p>
      </Alert>
    );
  }
  if (edition.currentStep !== 'solve') {
    return (
      <Alert type="info">
        <p>{t('notYet')}</p>
      </Alert>
    );
  }
  const blocked = stepOf(edition, 'solve').blockers.length > 0;
  return (
    <Card tone={blocked ? 'plain' : 'ok'} as="section" labelledBy="ending" className="stack">
      <Heading2 id="ending">{blocked ? t('endingBlocked') : t('endingReady')}</Heading2>
      {blocked ? <Blockers edition={edition} /> : <Finish edition={edition} />}
      <WhoEvaluated edition={edition.slug} closing={closing} />
    </Card>
  );
}

function Blockers({ edition }: { edition: Edition }) {
  const t = useTexts(closingTexts);
  const messageOf = useMessage();
  const whoName = useWhoName();
  return (
    <ul className="stack stack-tight">
      {stepOf(edition, 'solve').blockers.map((blocker) => (
        <li key={`${blocker.code} ${JSON.stringify(blocker.params)}`}>
          {messageOf(blocker.code, blocker.params)} {t('who', { who: whoName(blocker) })}
          {blocker.code === 'editions.not-evaluated' ? null : (
            <>
              {' '}
              <TextLink to="/editions/$edition/$step" params={{ edition: edition.slug, step: 'solve' }}>
                {t('toSolve')}
              </TextLink>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Finish({ edition }: { edition: Edition }) {
  const t = useTexts(closingTexts);
  const toast = useToast();
  const finish = useApiChange(editionsRoutes.finishStep, () => toast({ text: t('finishedToast') }));
  return (
    <div className="stack">
      <p>{t('finishMeans')}</p>
      <div>
        <ActionButton
          look="primary"
          permission={edition.may.finishStep}
          busy={finish.isPending}
          onClick={() => finish.mutate({ params: { edition: edition.slug, step: 'solve' } })}
        >
          {t('finish')}
        </ActionButton>
      </div>
      <ProblemAlert error={finish.error} />
    </div>
  );
}

function WhoEvaluated({ edition, closing }: { edition: string; closing: Closing }) {
  const t = useTexts(closingTexts);
  return (
    <dl className="closing-states">
      {closing.organisations.map((state) => (
        <div key={state.organisation}>
          <dt>
            <OrganisationName slug={state.organisation} />
          </dt>
          <dd>
            {stateWords(state, t)}
            {state.evaluated || state.absence !== null || !closing.may.excuse.allowed ? null : (
              <Excuse edition={edition} organisation={state.organisation} closing={closing} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function stateWords(
  { evaluated, absence }: EvaluationState,
  t: ReturnType<typeof useTexts<keyof (typeof closingTexts)['nl']>>,
): string {
  if (evaluated) return t('evaluated');
  return absence === null ? t('notEvaluated') : t('excused', { reason: absence.reason });
}

function Excuse({
  edition,
  organisation,
  closing,
}: {
  edition: string;
  organisation: string;
  closing: Closing;
}) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const [open, setOpen] = useState(false);
  const excuse = useApiChange(closingRoutes.excuse, () => setOpen(false));
  const name = local(nameOf(organisation));
  return (
    <>
      {' '}
      <ActionButton look="subtle" about={name} onClick={() => setOpen(true)}>
        {t('excuse')}
      </ActionButton>
      <Dialog title={t('excuseTitle', { name })} open={open} onClose={() => setOpen(false)}>
        <DecisionForm
          draftKey={`excuse.${edition}.${organisation}`}
          reasonLabel={t('excuseReason')}
          choices={[{ value: 'excuse', label: t('excuseSave'), primary: true }]}
          permission={closing.may.excuse}
          busy={excuse.isPending}
          onDecide={(_, reason) => excuse.mutate({ params: { edition, organisation }, body: { reason } })}
        />
        <ProblemAlert error={excuse.error} />
      </Dialog>
    </>
  );
}

import {
  type PlanOfAspect,
  type Preparation,
  preparationRoutes,
} from '@datalab/server/modules/preparation/preparation.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useTextDraft } from '../../app/use-text-draft.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { LocalTextView } from '../../ui/local-text-view.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { buyingQuestionsOf } from './preparation.ts';
import { QuestionRow } from './question-row.tsx';

interface MorePartProps {
  readonly edition: string;
  readonly preparation: Preparation;
}

/** Requirements 54 and 55: data is a part of the solution; and what to look at when something is bought. */
export function MorePart({ edition, preparation }: MorePartProps) {
  const t = useTexts(preparationTexts);
  const buying = buyingQuestionsOf(preparation);
  return (
    <div className="stack stack-wide">
      <ul className="preparation-aspects plain-list">
        {preparation.plan.map((plan) => (
          <AspectCard key={plan.aspect} edition={edition} plan={plan} may={preparation.may} />
        ))}
      </ul>
      <section className="stack">
        <h2 className="utrecht-heading-2">{t('buying')}</h2>
        {buying.length > 1 ? <p>{t('buyingAdvice')}</p> : null}
        <ul className="plain-list stack stack-tight">
          {buying.map((question) => (
            <QuestionRow key={question.key} edition={edition} question={question} may={preparation.may} />
          ))}
        </ul>
      </section>
    </div>
  );
}

interface AspectProps {
  readonly edition: string;
  readonly plan: PlanOfAspect;
  readonly may: Preparation['may'];
}

function AspectCard({ edition, plan, may }: AspectProps) {
  const t = useTexts(preparationTexts);
  const editionTexts = useTexts(editionsTexts);
  const [writing, setWriting] = useState(false);
  const { aspect, lines, lookAgain } = plan;
  const [newest, ...older] = lines;
  const name = t(`aspect.${aspect}`);
  return (
    <Card as="li" className="stack stack-tight">
      <h2 className="utrecht-heading-3">{name}</h2>
      <p className="small soft">{t(`aspectHint.${aspect}`)}</p>
      {newest === undefined ? <p className="soft">{t('planNone')}</p> : <PlanLine line={newest} />}
      {newest !== undefined && lookAgain ? (
        <p className="preparation-again">{t('planAgain', { step: editionTexts(`step.${newest.step}`) })}</p>
      ) : null}
      {older.length === 0 ? null : (
        <details>
          <summary>{t('planEarlier')}</summary>
          <div className="stack stack-tight">
            {older.map((line) => (
              <PlanLine key={line.at} line={line} />
            ))}
          </div>
        </details>
      )}
      {may.plan.allowed ? (
        <div>
          <ActionButton look="subtle" about={name} onClick={() => setWriting(true)}>
            {t(newest === undefined ? 'planWrite' : 'planRenew')}
          </ActionButton>
        </div>
      ) : null}
      <Dialog title={name} open={writing} onClose={() => setWriting(false)}>
        <PlanForm edition={edition} plan={plan} onDone={() => setWriting(false)} />
      </Dialog>
    </Card>
  );
}

function PlanLine({ line }: { line: PlanOfAspect['lines'][number] }) {
  const t = useTexts(preparationTexts);
  const editionTexts = useTexts(editionsTexts);
  const { language } = useLanguage();
  const { text, by, at, step } = line;
  return (
    <div>
      <LocalTextView text={text} />
      <p className="small soft">
        {t('planBy', { name: by.name, date: formatDate(at, language), step: editionTexts(`step.${step}`) })}
      </p>
    </div>
  );
}

function PlanForm({ edition, plan, onDone }: Omit<AspectProps, 'may'> & { onDone: () => void }) {
  const t = useTexts(preparationTexts);
  const ui = useTexts(uiTexts);
  const { aspect, lines } = plan;
  const [newest] = lines;
  const text = useTextDraft(`plan.${edition}.${aspect}`, newest?.text ?? null);
  const [missing, setMissing] = useState(false);
  const write = useApiChange(preparationRoutes.planAspect, () => {
    text.clear();
    onDone();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(text.change === null);
    if (text.change === null) return;
    write.mutate({ params: { edition }, body: { aspect, text: text.change } });
  };
  return (
    <form className="form" onSubmit={send}>
      <p className="soft">{t(`aspectHint.${aspect}`)}</p>
      <LocalTextField
        label={t('planLine')}
        rows={2}
        maxLength={1000}
        draft={text}
        error={missing ? ui('fieldNeeded') : undefined}
      />
      <ProblemAlert error={write.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={write.isPending}>
          {ui('save')}
        </ActionButton>
      </div>
    </form>
  );
}

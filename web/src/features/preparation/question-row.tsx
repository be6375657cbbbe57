import {
  type AskedQuestion,
  type Preparation,
  preparationRoutes,
} from '@datalab/server/modules/preparation/preparation.contract.ts';
import { useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations, usePerson } from '../../app/session.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LocalTextView, OutdatedMark } from '../../ui/local-text-view.tsx';
import { Piece } from '../../ui/piece.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { AnswerForm } from './answer-form.tsx';
import { answerTones } from './preparation.ts';

interface QuestionRowProps {
  readonly edition: string;
  readonly question: AskedQuestion;
  readonly may: Preparation['may'];
}

/** A question with the common answer, and how single people see it. */
export function QuestionRow({ edition, question, may }: QuestionRowProps) {
  const t = useTexts(preparationTexts);
  const me = usePerson()?.id;
  const [writing, setWriting] = useState<'agreed' | 'view' | null>(null);
  const { key, agreed, views } = question;
  const mine = views.find(({ by }) => by.id === me);
  const title = t(`question.${key}`);
  const withdraw = useApiChange(preparationRoutes.withdrawView);
  return (
    <Card as="li" className="preparation-question">
      <div className="row row-between">
        <h3 className="utrecht-heading-3">{title}</h3>
        <div className="row preparation-actions">
          <AgreedChip question={question} />
          {may.agree.allowed ? (
            <ActionButton look="subtle" about={title} onClick={() => setWriting('agreed')}>
              {t(agreed === null ? 'answer' : 'answerChange')}
            </ActionButton>
          ) : null}
          {may.view.allowed && !may.agree.allowed ? (
            <ActionButton look="subtle" about={title} onClick={() => setWriting('view')}>
              {t(mine === undefined ? 'viewGive' : 'viewChange')}
            </ActionButton>
          ) : null}
        </div>
      </div>
      {agreed === null ? <p className="soft">{t(`hint.${key}`)}</p> : <LocalTextView text={agreed.why} />}
      {views.length === 0 ? null : <Views views={views} />}
      {mine !== undefined && may.view.allowed ? (
        <div>
          <ActionButton
            look="subtle"
            about={title}
            busy={withdraw.isPending}
            onClick={() => withdraw.mutate({ params: { edition, question: key } })}
          >
            {t('viewRemove')}
          </ActionButton>
        </div>
      ) : null}
      <ProblemAlert error={withdraw.error} />
      <Dialog title={title} open={writing !== null} onClose={() => setWriting(null)}>
        {writing === null ? null : (
          <AnswerForm edition={edition} question={question} as={writing} onDone={() => setWriting(null)} />
        )}
      </Dialog>
    </Card>
  );
}

function AgreedChip({ question: { key, agreed } }: { question: AskedQuestion }) {
  const t = useTexts(preparationTexts);
  if (agreed === null) return <Chip tone="quiet">{t('notAnswered')}</Chip>;
  const tone = key === 'must-buy' ? 'quiet' : answerTones[agreed.answer];
  return <Chip tone={tone}>{t(`answer.${agreed.answer}`)}</Chip>;
}

function Views({ views }: { views: AskedQuestion['views'] }) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  const { colourOf, nameOf } = useOrganisations();
  return (
    <ul className="plain-list stack stack-tight preparation-views" aria-label={t('views')}>
      {views.map(({ by, answer, why }) => (
        <li key={by.id} className="row">
          <Piece colour={colourOf(by.organisation)} name={local(nameOf(by.organisation))} size="small" />
          <div>
            <strong>{by.name}</strong>: {t(`answer.${answer}`)}. {local(why)}
            <OutdatedMark text={why} />
          </div>
        </li>
      ))}
    </ul>
  );
}

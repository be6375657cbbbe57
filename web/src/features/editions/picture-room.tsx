import { type Question, questionStatus } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { editionsTexts } from '../../i18n/editions.en.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField } from '../../ui/field.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { OrganisationPieces } from '../identity/organisation-pieces.tsx';
import { roomAddress } from './edition.ts';
import { EditionRoom } from './edition-room.tsx';
import './picture-room.css';
import { questionTones } from './question-tones.ts';
import { questionsQuery } from './questions.tsx';
import { SortForm } from './sort-form.tsx';

/** Step two: what is known already, question by question; what is left goes to the analysis. */
export function PictureRoom({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const query = useQuery(questionsQuery(edition.slug));
  return (
    <EditionRoom edition={edition} step="picture" title={t('pictureTitle')} lead={t('pictureLead')}>
      <Loaded query={query} lines={8}>
        {({ questions, may }) =>
          questions.length === 0 ? (
            <EmptyState title={t('pictureNone')}>
              <TextLink to={roomAddress(edition.slug, 'prioritise')}>{t('pictureToPrioritise')}</TextLink>
            </EmptyState>
          ) : (
            <QuestionSorter edition={edition} questions={questions} sort={may.sort} />
          )
        }
      </Loaded>
    </EditionRoom>
  );
}

interface SorterProps {
  readonly edition: Edition;
  readonly questions: readonly Question[];
  readonly sort: Permission;
}

function QuestionSorter({ edition, questions, sort }: SorterProps) {
  const t = useTexts(editionsTexts);
  const say = useMessage();
  const { show } = useSearch({ from: '/editions/$edition/$step' });
  const navigate = useNavigate({ from: '/editions/$edition/$step' });
  const shown = questions.filter(({ status }) => show === undefined || status === show);
  const count = (status: Question['status']) => questions.filter((one) => one.status === status).length;
  return (
    <section className="stack">
      <div className="row row-between picture-head">
        <p aria-live="polite">
          {t('pictureTally', {
            known: count('known') + count('answered'),
            open: count('to-analyse'),
            todo: count('new'),
          })}
        </p>
        <SelectField
          label={t('sortShow')}
          value={show ?? ''}
          onChange={(value) => void navigate({ search: value === '' ? {} : { show: value }, replace: true })}
          options={[
            { value: '', label: t('sortAll') },
            ...questionStatus.options.map((status) => ({ value: status, label: t(`sorted.${status}`) })),
          ]}
        />
      </div>
      {sort.allowed || sort.reason === undefined ? null : (
        <p className="soft">{say(sort.reason, sort.params)}</p>
      )}
      <ul className="stack plain-list">
        {shown.map((question) => (
          <SortableQuestion key={question.id} edition={edition.slug} question={question} sort={sort} />
        ))}
      </ul>
    </section>
  );
}

function SortableQuestion(props: { edition: string; question: Question; sort: Permission }) {
  const { edition, question, sort } = props;
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const [again, setAgain] = useState(false);
  const sorting = sort.allowed && (question.status === 'new' || again);
  return (
    <Card as="li" className="sortable">
      <div className="stack stack-tight">
        <p className="row small soft">
          <OrganisationPieces slugs={[question.askedBy]} />
          {t('questionNumber', { n: question.number })} · {t(`rung.${question.rung}`)}
        </p>
        <h2 className="utrecht-heading-3">{local(question.text)}</h2>
        {question.note === null ? null : <p className="soft">{question.note}</p>}
      </div>
      <div className="sortable-state">
        <Chip tone={questionTones[question.status]}>{t(`sorted.${question.status}`)}</Chip>
        {sort.allowed && question.status !== 'new' && !again ? (
          <ActionButton look="subtle" onClick={() => setAgain(true)}>
            {t('sortChange')}
          </ActionButton>
        ) : null}
      </div>
      {sorting ? <SortForm edition={edition} question={question} onDone={() => setAgain(false)} /> : null}
    </Card>
  );
}

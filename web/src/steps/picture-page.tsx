import { type Question, questionStatus } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Coverage, Picture, PictureFinding } from '@datalab/server/modules/picture/picture.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { OrganisationPieces } from '../app/organisation-pieces.tsx';
import { stepAddress } from '../features/editions/edition.ts';
import { CitedQuote, Finding } from '../features/picture/finding.tsx';
import { pictureQuery } from '../features/picture/picture.ts';
import { SortForm } from '../features/picture/sort-form.tsx';
import { Sources } from '../features/picture/sources.tsx';
import { ToAnalysis } from '../features/picture/to-analysis.tsx';
import { questionTones } from '../features/questions/question-tones.ts';
import { questionsQuery } from '../features/questions/questions.tsx';
import { editionsTexts } from '../i18n/editions.ts';
import { useLocal, useTexts } from '../i18n/language.tsx';
import { useMessage } from '../i18n/message.tsx';
import { pictureTexts } from '../i18n/picture.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Card } from '../ui/card.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SelectField } from '../ui/field.tsx';
import { Heading2 } from '../ui/heading.tsx';
import { TextLink } from '../ui/link.tsx';
import { Loaded } from '../ui/query-state.tsx';
import { StepPage } from './step-page.tsx';
import './picture-page.css';

/** Step two: what everybody brought, what it says, and so what is known already, question by question. */
export function PicturePage({ edition }: { edition: Edition }) {
  const words = useTexts(editionsTexts);
  const questions = useQuery(questionsQuery(edition.slug));
  const picture = useQuery(pictureQuery(edition.slug));
  return (
    <StepPage edition={edition} step="picture" title={words('pictureTitle')} lead={words('pictureLead')}>
      <Loaded query={picture} lines={8}>
        {(known) => (
          <Loaded query={questions} lines={8}>
            {(asked) => (
              <>
                <Sources edition={edition.slug} picture={known} />
                <Findings edition={edition.slug} picture={known} questions={asked.questions} />
                <Questions
                  edition={edition}
                  picture={known}
                  questions={asked.questions}
                  sort={asked.may.sort}
                />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </StepPage>
  );
}

interface FindingsProps {
  readonly edition: string;
  readonly picture: Picture;
  readonly questions: readonly Question[];
}

function Findings({ edition, picture, questions }: FindingsProps) {
  const t = useTexts(pictureTexts);
  if (picture.documents.length === 0) return null;
  return (
    <section className="stack">
      <Heading2>{t('findings')}</Heading2>
      {picture.findings.length === 0 ? <p className="soft">{t('findingsNone')}</p> : null}
      <ul className="finding-list plain-list">
        {picture.findings.map((finding) => (
          <Finding
            key={finding.id}
            edition={edition}
            finding={finding}
            questions={questions}
            change={picture.may.add}
          />
        ))}
      </ul>
    </section>
  );
}

interface QuestionsProps {
  readonly edition: Edition;
  readonly picture: Picture;
  readonly questions: readonly Question[];
  readonly sort: Permission;
}

function Questions({ edition, picture, questions, sort }: QuestionsProps) {
  const t = useTexts(pictureTexts);
  const words = useTexts(editionsTexts);
  const messageOf = useMessage();
  const { show } = useSearch({ from: '/editions/$edition/$step' });
  const navigate = useNavigate({ from: '/editions/$edition/$step' });
  const shown = questions.filter(({ status }) => show === undefined || status === show);
  const count = (coverage: Coverage) => picture.questions.filter((one) => one.coverage === coverage).length;
  if (questions.length === 0) {
    return (
      <EmptyState title={words('pictureNone')}>
        <TextLink to={stepAddress(edition.slug, 'prioritise')}>{words('pictureToPrioritise')}</TextLink>
      </EmptyState>
    );
  }
  return (
    <section className="stack">
      <Heading2>{t('questions')}</Heading2>
      <div className="row row-between picture-head">
        <p aria-live="polite">
          {t('coverageTally', {
            answered: count('answered'),
            partly: count('partly'),
            open: count('open'),
          })}
        </p>
        <SelectField
          label={words('sortShow')}
          value={show ?? ''}
          onChange={(value) =>
            void navigate({
              search: ({ show: _, ...others }) => (value === '' ? others : { ...others, show: value }),
              replace: true,
            })
          }
          options={[
            { value: '', label: words('sortAll') },
            ...questionStatus.options.map((status) => ({ value: status, label: words(`sorted.${status}`) })),
          ]}
        />
      </div>
      {sort.allowed || sort.reason === undefined ? null : (
        <p className="soft">{messageOf(sort.reason, sort.params)}</p>
      )}
      {sort.allowed ? <ToAnalysis edition={edition.slug} questions={questions} /> : null}
      <ul className="stack plain-list">
        {shown.map((question) => (
          <SortableQuestion
            key={question.id}
            edition={edition.slug}
            question={question}
            sort={sort}
            findings={picture.findings.filter((finding) => finding.questions.includes(question.id))}
          />
        ))}
      </ul>
    </section>
  );
}

interface SortableQuestionProps {
  readonly edition: string;
  readonly question: Question;
  readonly sort: Permission;
  readonly findings: readonly PictureFinding[];
}

function SortableQuestion({ edition, question, sort, findings }: SortableQuestionProps) {
  const t = useTexts(editionsTexts);
  const picture = useTexts(pictureTexts);
  const local = useLocal();
  const [again, setAgain] = useState(false);
  const sorting = sort.allowed && (question.status === 'new' || again);
  const isPartly = findings.length > 0 && ['new', 'to-analyse'].includes(question.status);
  return (
    <Card as="li" className="sortable">
      <div className="stack stack-tight">
        <p className="row small soft">
          <OrganisationPieces slugs={[question.askedBy]} />
          {t('questionNumber', { n: question.number })} · {t(`rung.${question.rung}`)}
        </p>
        <h3 className="utrecht-heading-3">{local(question.text)}</h3>
        {question.note === null ? null : <p className="soft">{question.note}</p>}
        {findings.map((finding) => (
          <CitedQuote key={finding.id} edition={edition} finding={finding} />
        ))}
      </div>
      <div className="sortable-state">
        {isPartly ? <Chip tone="quiet">{picture('coveragePartly')}</Chip> : null}
        <Chip tone={questionTones[question.status]}>{t(`sorted.${question.status}`)}</Chip>
        {sort.allowed && question.status !== 'new' && !again ? (
          <ActionButton look="subtle" onClick={() => setAgain(true)}>
            {t('sortChange')}
          </ActionButton>
        ) : null}
      </div>
      {sorting ? (
        <SortForm edition={edition} question={question} findings={findings} onDone={() => setAgain(false)} />
      ) : null}
    </Card>
  );
}

import type {
  AnswerValue,
  PrescanAnswer,
  PrescanQuestion,
} from '@datalab/server/modules/assessments/prescan.contract.ts';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Choice } from '../../ui/choice.tsx';
import { LongTextField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { useDay } from './assessments.ts';

interface QuestionFieldProps {
  readonly question: PrescanQuestion;
  readonly value: AnswerValue | undefined;
  /** It stands there because a contract says so; nobody answered yet. */
  readonly isSuggested: boolean;
  readonly others: readonly PrescanAnswer[];
  onChange(value: AnswerValue): void;
}

/** One question of a form of the ministry, in its own words, with what the other organisations answered. */
export function QuestionField({ question, value, isSuggested, others, onChange }: QuestionFieldProps) {
  const t = useTexts(assessmentsTexts);
  if (question.kind === 'group') return <Heading2 lang="nl">{question.title}</Heading2>;
  const suggested = isSuggested ? <Chip tone="quiet">{t('suggested')}</Chip> : null;
  return (
    <div className="stack stack-tight">
      {question.kind === 'text' ? (
        <>
          <div lang="nl">
            <LongTextField
              label={question.title}
              hint={question.description ?? undefined}
              maxLength={2000}
              optional
              value={typeof value === 'string' ? value : ''}
              onChange={onChange}
            />
          </div>
          {suggested === null ? null : <div>{suggested}</div>}
        </>
      ) : (
        <fieldset className="form-question">
          <legend>
            <span lang="nl">{question.title}</span> {suggested}
          </legend>
          {question.description === null ? null : (
            <p className="small soft form-description" lang="nl">
              {question.description}
            </p>
          )}
          <Options question={question} value={value} onChange={onChange} />
        </fieldset>
      )}
      <Others question={question} answers={others} />
    </div>
  );
}

function Options({ question, value, onChange }: Pick<QuestionFieldProps, 'question' | 'value' | 'onChange'>) {
  const t = useTexts(assessmentsTexts);
  if (question.kind !== 'several') {
    return question.options.map((option) => (
      <Choice
        key={option.value}
        type="radio"
        name={question.id}
        checked={value === option.value}
        onChange={() => onChange(option.value)}
      >
        <span lang="nl">{option.label}</span>
      </Choice>
    ));
  }
  const ticked = Array.isArray(value) ? value : [];
  return (
    <>
      {question.options.map((option) => (
        <Choice
          key={option.value}
          type="checkbox"
          name={question.id}
          checked={ticked.includes(option.value)}
          onChange={(isTicked) =>
            onChange(
              question.options
                .map((one) => one.value)
                .filter((one) => (one === option.value ? isTicked : ticked.includes(one))),
            )
          }
        >
          <span lang="nl">{option.label}</span>
        </Choice>
      ))}
      <Choice
        type="checkbox"
        name={question.id}
        checked={Array.isArray(value) && value.length === 0}
        onChange={(isTicked) => onChange(isTicked ? [] : null)}
      >
        <span className="soft">{t('nothingTicked')}</span>
      </Choice>
    </>
  );
}

function Others({ question, answers }: { question: PrescanQuestion; answers: readonly PrescanAnswer[] }) {
  const t = useTexts(assessmentsTexts);
  const day = useDay();
  if (answers.length === 0) return null;
  const labelOf = (value: string) =>
    question.options.find((option) => option.value === value)?.label ?? value;
  return (
    <details className="small other-answers">
      <summary>
        {t('others')}
        <span className="visually-hidden" lang="nl">
          {' '}
          {question.title}
        </span>
      </summary>
      <ul className="plain-list stack stack-tight">
        {answers.map(({ organisation, value, by, at }) => (
          <li key={organisation}>
            <OrganisationName slug={organisation} />{' '}
            <span lang="nl">{[value ?? []].flat().map(labelOf).join('; ')}</span>
            {Array.isArray(value) && value.length === 0 ? t('nothingTicked') : null}{' '}
            <span className="soft">{t('answeredBy', { name: by.name, date: day(at) })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

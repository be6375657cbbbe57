import { categoryWords } from '@datalab/server/modules/closing/closing-words.contract.ts';
import type { Template } from '@datalab/server/modules/closing/template.contract.ts';
import type { ReactNode } from 'react';
import { canvasTexts } from '../../i18n/canvas.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';

/** What another edition found worth having: to read, and partly to start from. */
export function TemplateContent({ template }: { template: Template }) {
  const t = useTexts(closingTexts);
  const preparation = useTexts(preparationTexts);
  const canvas = useTexts(canvasTexts);
  const local = useLocal();
  const { goals, questions, canvas: boxes, problemCheck, dataSets, lessons } = template;
  return (
    <div className="stack">
      <p className="small soft">{t('templateNever')}</p>
      <Part title={t('templateGoals', { n: goals.length })}>
        {goals.map(({ text, organisation, successCriterion }) => (
          <li key={text.en}>
            {local(text)}
            {successCriterion === null
              ? null
              : ` ${t('reachedWhen', { criterion: local(successCriterion) })}`}
            {organisation === null ? null : ` (${local(organisation)})`}
          </li>
        ))}
      </Part>
      <Part title={t('templateQuestions', { n: questions.length })}>
        {questions.map(({ text }) => (
          <li key={text.en}>{local(text)}</li>
        ))}
      </Part>
      <Part title={t('templateCanvas', { n: boxes.length })}>
        {boxes.map(({ box, text }) => (
          <li key={box}>
            <strong>{canvas(`box.${box}`)}</strong> {local(text)}
          </li>
        ))}
      </Part>
      <Part title={t('templateCheck', { n: problemCheck.length })}>
        {problemCheck.map(({ question, answer, why }) => (
          <li key={question}>
            <strong>{preparation(`question.${question}`)}</strong> {preparation(`answer.${answer}`)}.{' '}
            {local(why)}
          </li>
        ))}
      </Part>
      <Part title={t('templateData', { n: dataSets.length })}>
        {dataSets.map(({ name, owner }) => (
          <li key={name.en}>
            {local(name)} ({local(owner)})
          </li>
        ))}
      </Part>
      <Part title={t('templateLessons', { n: lessons.length })}>
        {lessons.map(({ text, category, forWhom }) => (
          <li key={text.en}>
            <strong>{local(categoryWords[category])}</strong> {local(text)}{' '}
            <span className="soft">{t('lessonFor', { forWhom: local(forWhom) })}</span>
          </li>
        ))}
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul className="stack stack-tight">{children}</ul>
    </details>
  );
}

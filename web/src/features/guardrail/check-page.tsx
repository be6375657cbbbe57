import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { guardrailRoutes, type QuestionCheck } from '@datalab/server/modules/guardrail/guardrail.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiQuery } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { guardrailTexts } from '../../i18n/guardrail.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { CheckException } from './check-exception.tsx';
import { CheckForm } from './check-form.tsx';
import { CheckRung } from './check-rung.tsx';
import './guardrail.css';

export function CheckPage() {
  const params = useParams({ from: '/editions/$edition/questions/$question/check' });
  const query = useQuery(apiQuery(guardrailRoutes.getQuestionCheck, { params }));
  return (
    <LoadedEdition slug={params.edition} query={query} lines={8}>
      {(edition, check) => <QuestionCheckPage edition={edition} check={check} />}
    </LoadedEdition>
  );
}

function QuestionCheckPage({ edition, check }: { edition: Edition; check: QuestionCheck }) {
  const t = useTexts(guardrailTexts);
  const local = useLocal();
  const { question, newest } = check;
  return (
    <EditionPage title={t('title')} lead={t('lead')} edition={edition} step="prioritise" here={t('title')}>
      <Card className="stack stack-tight">
        <p>
          <strong>{t('question', { n: question.number })}</strong> {local(question.text)}
        </p>
        <NewestLine check={check} />
        <p className="small">
          <TextLink to="/what-we-do">{t('toRules')}</TextLink>
        </p>
      </Card>
      <CheckForm key={newest?.number ?? 0} edition={edition.slug} check={check} />
      {newest === null ? null : (
        <>
          <CheckException edition={edition.slug} check={check} newest={newest} />
          <CheckRung edition={edition.slug} check={check} newest={newest} />
        </>
      )}
      <Earlier check={check} />
    </EditionPage>
  );
}

function NewestLine({ check: { newest } }: { check: QuestionCheck }) {
  const t = useTexts(guardrailTexts);
  const { language } = useLanguage();
  if (newest === null) return null;
  const date = formatDate(newest.at, language);
  return <p className="small soft">{t('newest', { n: newest.number, name: newest.by, date })}</p>;
}

function Earlier({ check: { earlier } }: { check: QuestionCheck }) {
  const t = useTexts(guardrailTexts);
  const local = useLocal();
  const { language } = useLanguage();
  if (earlier.length === 0) return null;
  return (
    <section className="stack">
      <Heading2>{t('earlierTitle')}</Heading2>
      <ul className="plain-list stack stack-tight">
        {earlier.map(({ number, by, at, content, verdict }) => (
          <li key={number}>
            {local(content.purpose)} {t(`answer.${verdict.answer}`)}{' '}
            <span className="small soft">
              {t('newest', { n: number, name: by, date: formatDate(at, language) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

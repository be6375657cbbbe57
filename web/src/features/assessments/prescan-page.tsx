import type { Prescan } from '@datalab/server/modules/assessments/prescan.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { usePerson } from '../../app/session.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { LoadedEdition } from '../editions/edition-page.tsx';
import './assessments.css';
import { AssessmentSubpage } from './assessment-subpage.tsx';
import { prescanQuery, useDay } from './assessments.ts';
import { DefectList } from './defect-list.tsx';
import { Outcomes } from './outcomes.tsx';
import { answersOf, countAnswered, listTopics } from './topics.ts';

export function PrescanPage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/assessments/prescan' });
  const prescan = useQuery(prescanQuery(slug));
  const t = useTexts(assessmentsTexts);
  const day = useDay();
  return (
    <LoadedEdition slug={slug} query={prescan}>
      {(edition, known) => (
        <AssessmentSubpage edition={edition} title={t('prescan')} lead={t('prescanLead')}>
          <Topics edition={slug} prescan={known} />
          <Outcomes outcomes={known.outcomes} />
          <Sums prescan={known} />
          <p className="small soft">
            {t('usedForm', {
              name: known.form.name,
              version: known.form.version,
              date: day(known.form.broughtAt),
            })}{' '}
            {t('formInDutch')}
          </p>
        </AssessmentSubpage>
      )}
    </LoadedEdition>
  );
}

function Topics({ edition, prescan }: { edition: string; prescan: Prescan }) {
  const t = useTexts(assessmentsTexts);
  const me = usePerson();
  const chosen = answersOf(prescan, me?.organisation ?? '');
  return (
    <section className="stack">
      <Heading2>{t('topics')}</Heading2>
      <Card>
        <ol className="plain-list topic-list">
          {listTopics(prescan.questions).map((topic) => {
            const { n, done } = countAnswered(topic, prescan.questions, chosen);
            return (
              <li key={topic.id} className="row row-between">
                <TextLink
                  to="/editions/$edition/assessments/prescan/$topic"
                  params={{ edition, topic: topic.id }}
                  lang="nl"
                >
                  {topic.title}
                </TextLink>
                <span className="small soft">
                  {n === 0 && t('topicNothing')}
                  {n > 0 && (n === done ? t('topicDone') : t('topicState', { n, done }))}
                </span>
              </li>
            );
          })}
        </ol>
      </Card>
    </section>
  );
}

function Sums({ prescan: { sums, defects } }: { prescan: Prescan }) {
  const t = useTexts(assessmentsTexts);
  return (
    <Collapsible title={t('sums')} level={2}>
      {sums.map(({ criterion, ...sum }) => (
        <p key={criterion}>{t('sumOf', sum)}</p>
      ))}
      <DefectList defects={defects} />
    </Collapsible>
  );
}

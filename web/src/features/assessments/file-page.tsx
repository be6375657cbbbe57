import { assessmentsRoutes } from '@datalab/server/modules/assessments/assessments.contract.ts';
import type { AssessmentFileContent } from '@datalab/server/modules/assessments/exchange.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiQuery } from '../../app/query.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { LoadedEdition } from '../editions/edition-page.tsx';
import './assessments.css';
import { AssessmentSubpage } from './assessment-subpage.tsx';
import { FileNotes } from './file-notes.tsx';

export function FilePage() {
  const { edition: slug, file } = useParams({ from: '/editions/$edition/assessments/files/$file' });
  const content = useQuery(apiQuery(assessmentsRoutes.readFile, { params: { edition: slug, file } }));
  const t = useTexts(assessmentsTexts);
  return (
    <LoadedEdition slug={slug} query={content}>
      {(edition, known) => (
        <AssessmentSubpage edition={edition} title={known.fileName} lead={t('fileLead')}>
          <FileNotes file={known} />
          <Content content={known.content} />
        </AssessmentSubpage>
      )}
    </LoadedEdition>
  );
}

function Content({ content }: { content: AssessmentFileContent['content'] }) {
  const t = useTexts(assessmentsTexts);
  if (content.length === 0) return <p className="soft">{t('fileEmpty')}</p>;
  return (
    <Card as="section" labelledBy="file-content">
      <h2 className="utrecht-heading-2" id="file-content">
        {t('fileTitle')}
      </h2>
      <dl className="form-answers" lang="nl">
        {content.map(({ question, title, index, texts }) => (
          <div key={`${question} ${index}`}>
            <dt>
              {question} {title}
              {index === null ? null : ` (${index + 1})`}
            </dt>
            {texts.map((text, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the texts of a file do not change
              <dd key={position}>{text}</dd>
            ))}
          </div>
        ))}
      </dl>
    </Card>
  );
}

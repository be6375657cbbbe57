import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { ReactNode } from 'react';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { TextLink } from '../../ui/link.tsx';
import { EditionPage } from '../editions/edition-page.tsx';

interface AssessmentSubpageProps {
  readonly edition: Edition;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** One thing of risk and ethics, on a page of its own. */
export function AssessmentSubpage({ edition, title, lead, children }: AssessmentSubpageProps) {
  const t = useTexts(assessmentsTexts);
  return (
    <EditionPage
      title={title}
      lead={lead}
      edition={edition}
      step="share"
      within={
        <TextLink key="assessments" to="/editions/$edition/assessments" params={{ edition: edition.slug }}>
          {t('title')}
        </TextLink>
      }
      here={title}
    >
      {children}
    </EditionPage>
  );
}

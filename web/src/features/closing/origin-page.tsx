import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { closingTexts } from '../../i18n/closing.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/link.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { originQuery } from './origin.ts';
import { TemplateContent } from './template-content.tsx';

/** Where this edition came from, and what of it is there to read. */
export function OriginPage() {
  const { edition } = useParams({ from: '/editions/$edition/template' });
  const t = useTexts(closingTexts);
  const editionTexts = useTexts(editionsTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const query = useQuery(originQuery(edition));
  const firstStep = (
    <TextLink key="step" to="/editions/$edition/$step" params={{ edition, step: 'prioritise' }}>
      {editionTexts('step.prioritise')}
    </TextLink>
  );
  return (
    <LoadedEdition slug={edition} query={query}>
      {(whole, template) => (
        <EditionPage
          title={template === null ? t('originNone') : local(template.source.title)}
          kicker={t('originKicker')}
          edition={whole}
          step="prioritise"
          here={t('originKicker')}
        >
          {template === null ? (
            <EmptyState title={t('originNoneThen')}>{firstStep}</EmptyState>
          ) : (
            <Card className="stack">
              <p>
                {t('templateFrom', {
                  organisation: local(template.source.organisation),
                  date: formatDate(template.source.exportedAt, language),
                })}
              </p>
              <TemplateContent template={template} />
            </Card>
          )}
        </EditionPage>
      )}
    </LoadedEdition>
  );
}

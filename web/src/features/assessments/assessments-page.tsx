import type { AssessmentsBoard } from '@datalab/server/modules/assessments/assessments.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { AdviceList } from './advice-list.tsx';
import './assessments.css';
import { assessmentsQuery } from './assessments.ts';
import { Files } from './files.tsx';
import { PrescanCard } from './prescan-card.tsx';
import { Principles } from './principles.tsx';
import { TradeOffs } from './trade-offs.tsx';

export function AssessmentsPage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/assessments' });
  const board = useQuery(assessmentsQuery(slug));
  return (
    <LoadedEdition slug={slug} query={board}>
      {(edition, known) => <Assessments edition={edition} board={known} />}
    </LoadedEdition>
  );
}

/** How much care an edition asks, and what the people in it weighed. */
function Assessments({ edition, board }: { edition: Edition; board: AssessmentsBoard }) {
  const t = useTexts(assessmentsTexts);
  const { ethics, prescan, files, may } = board;
  const overdue = [...ethics.tradeOffs, ...ethics.advice].filter((one) => one.overdue).length;
  return (
    <EditionPage
      title={t('title')}
      lead={t('lead')}
      edition={edition}
      step="share"
      here={t('title')}
      actions={
        <span className="no-print">
          <ActionButton look="subtle" onClick={() => window.print()}>
            {t('print')}
          </ActionButton>
        </span>
      }
    >
      {overdue === 0 ? null : (
        <Alert type="warning" role="status">
          <p>{t('attention', { n: overdue })}</p>
        </Alert>
      )}
      <PrescanCard edition={edition.slug} prescan={prescan} />
      <Principles edition={edition.slug} ethics={ethics} />
      <TradeOffs edition={edition.slug} ethics={ethics} />
      <AdviceList edition={edition.slug} ethics={ethics} />
      <Files edition={edition.slug} files={files} mayBring={may.bringFile} />
    </EditionPage>
  );
}

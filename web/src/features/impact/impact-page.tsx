import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { ImpactBoard } from '@datalab/server/modules/impact/impact.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { editionsTexts } from '../../i18n/editions.en.ts';
import { impactTexts } from '../../i18n/impact.en.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/link.tsx';
import { LoadedPage } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { editionQuery, roomAddress } from '../editions/edition.ts';
import { Followed } from './followed.tsx';
import './impact.css';
import { impactQuery } from './impact.ts';
import { IndicatorForm } from './indicator-form.tsx';
import { IndicatorSection } from './indicator-section.tsx';

export function ImpactPage() {
  const { edition } = useParams({ from: '/editions/$edition/impact' });
  const editions = useQuery(editionQuery(edition));
  const board = useQuery(impactQuery(edition));
  return (
    <LoadedPage query={editions}>
      {(loaded) => (
        <LoadedPage query={board}>{(known) => <Whole edition={loaded} board={known} />}</LoadedPage>
      )}
    </LoadedPage>
  );
}

/** Each indicator as a sentence with its number, the months below it, how we know, and what people say. */
function Whole({ edition, board }: { edition: Edition; board: ImpactBoard }) {
  const t = useTexts(impactTexts);
  const rooms = useTexts(editionsTexts);
  const local = useLocal();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[
        <TextLink key="editions" to="/editions">
          {rooms('listTitle')}
        </TextLink>,
        <TextLink key="edition" to="/editions/$edition" params={{ edition: edition.slug }}>
          {local(edition.title)}
        </TextLink>,
        <TextLink key="room" to={roomAddress(edition.slug, 'solve')}>
          {rooms('step.solve')}
        </TextLink>,
      ]}
      actions={
        <ActionButton permission={board.may.add} onClick={() => setAdding(true)}>
          {t('add')}
        </ActionButton>
      }
    >
      <Followed followed={board.followed} />
      {board.indicators.length === 0 ? <EmptyState title={t('none')} /> : null}
      {board.indicators.map((indicator) => (
        <IndicatorSection key={indicator.id} edition={edition.slug} indicator={indicator} />
      ))}
      <Dialog title={t('add')} open={adding} onClose={() => setAdding(false)}>
        <IndicatorForm edition={edition.slug} onDone={() => setAdding(false)} />
      </Dialog>
    </Page>
  );
}

import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useState } from 'react';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { FrameForm } from './frame-form.tsx';
import '../../ui/facts.css';

/** What the data are for, what they are not for, and from when to when. */
export function Frame({ edition, sharing }: { edition: string; sharing: SharingView }) {
  const t = useTexts(sharingTexts);
  const [open, setOpen] = useState(false);
  const { frame, may } = sharing;
  return (
    <Card as="section" labelledBy="purpose">
      <div className="stack">
        <Heading2 id="purpose" tabIndex={-1}>
          {t('purposeTitle')}
        </Heading2>
        {open || (frame.purpose === null && may.setFrame.allowed) ? (
          <FrameForm edition={edition} frame={frame} onDone={() => setOpen(false)} />
        ) : (
          <>
            <FrameFacts frame={frame} />
            {may.setFrame.allowed && (
              <div>
                <ActionButton onClick={() => setOpen(true)}>{t('frameChange')}</ActionButton>
              </div>
            )}
          </>
        )}
      </div>
    </Card>
  );
}

export function FrameFacts({ frame }: { frame: SharingView['frame'] }) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { purpose, excluded, from, to, review } = frame;
  if (purpose === null) return <p className="soft">{t('purposeNone')}</p>;
  return (
    <>
      <p>{local(purpose)}</p>
      <dl className="facts">
        <dt>{t('notFor')}</dt>
        <dd>
          {excluded.length === 0 ? (
            t('notForNothing')
          ) : (
            <ul className="plain-list">
              {excluded.map((one) => (
                <li key={one.nl}>{local(one)}</li>
              ))}
            </ul>
          )}
        </dd>
        {from !== null && to !== null && (
          <>
            <dt>{t('period')}</dt>
            <dd>{t('fromTo', { from: formatDate(from, language), to: formatDate(to, language) })}</dd>
          </>
        )}
        {review !== null && (
          <>
            <dt>{t('review')}</dt>
            <dd>{formatDate(review, language)}</dd>
          </>
        )}
      </dl>
    </>
  );
}

import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { lifeParts, partReached } from './sharing.ts';
import './life.css';

/** Where the agreement is: plan, advice, signatures, in force. */
export function AgreementLife({ sharing }: { sharing: SharingView }) {
  const t = useTexts(sharingTexts);
  const { language } = useLanguage();
  const reached = partReached(sharing.state);
  const stateOf = (position: number) =>
    position < reached ? 'done' : position === reached ? 'current' : 'waiting';
  return (
    <ol className="life" aria-label={t('life')}>
      {lifeParts.map((part, position) => (
        <li
          key={part}
          className={`life-part life-${stateOf(position)} ${sharing.state === 'suspended' ? 'life-stopped' : ''}`}
          aria-current={position === reached ? 'step' : undefined}
        >
          <span className="life-mark" aria-hidden="true" />
          <span className="life-name">{t(`life.${part}`)}</span>
          <span className="small soft">
            {position < reached && t('lifeDone')}
            {position > reached && t('lifeLater')}
            {position === reached && t(`state.${sharing.state}`)}
            {position === reached &&
              ` ${t('sinceDay', { date: formatDate(sharing.inForce?.since ?? sharing.since, language) })}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

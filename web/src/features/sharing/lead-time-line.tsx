import type { LeadTime, Phase } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import type { CSSProperties } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { useDuration } from './use-duration.ts';
import './lead-time.css';

const waitedShown = 3;
const phaseStates = ['draft', 'plan-closed', 'advised', 'signing'] as const;
/** A phase that took hours is still seen. */
const daysMin = 0.2;

/** From the first plan to the last signature as one line, with where it waited below each part. */
export function LeadTimeLine({ leadTime }: { leadTime: LeadTime }) {
  const t = useTexts(sharingTexts);
  const { language } = useLanguage();
  const { from, to, phases } = leadTime;
  return (
    <figure className="lead-time">
      <figcaption className="small soft">
        {to === null
          ? t('leadTimeRunning', { from: formatDate(from, language) })
          : t('leadTimeDone', { from: formatDate(from, language), to: formatDate(to, language) })}
      </figcaption>
      <ol className="lead-time-line">
        {phases.map((phase) => (
          <PhasePart key={phase.from} phase={phase} />
        ))}
      </ol>
    </figure>
  );
}

function PhasePart({ phase }: { phase: Phase }) {
  const t = useTexts(sharingTexts);
  const say = useDuration();
  const { state, days, to, organisations } = phase;
  const known = phaseStates.find((one) => one === state);
  const longest = organisations.filter((one) => one.days > 0).slice(0, waitedShown);
  return (
    <li
      className={`lead-time-part lead-time-${state}`}
      style={{ '--lead-time-days': Math.max(days, daysMin) } as CSSProperties}
    >
      <span className="lead-time-bar" aria-hidden="true" />
      <strong>{known === undefined ? t(`state.${state}`) : t(`phase.${known}`)}</strong>
      <span className="small">
        {say(days)}
        {to === null && ` ${t('goesOn')}`}
      </span>
      {longest.length > 0 && (
        <ul className="plain-list small">
          {longest.map((one) => (
            <li key={one.organisation}>
              <OrganisationName slug={one.organisation} />{' '}
              <span className="soft">
                {say(one.days)}
                {!one.done && ` ${t('notDone')}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

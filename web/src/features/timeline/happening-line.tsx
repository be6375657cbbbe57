import type { Happening } from '@datalab/server/modules/timeline/timeline.contract.ts';
import type { ReactNode } from 'react';
import { useOrganisations } from '../../app/session.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { timelineTexts } from '../../i18n/timeline.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { TextLink } from '../../ui/link.tsx';
import './timeline.css';

interface HappeningLineProps {
  readonly happening: Happening;
  /** How often, one after the other. */
  readonly times?: number;
  /** Beside the day. */
  readonly detail?: ReactNode;
}

/** One event: the person, the act, the moment, with a link to where it can be seen. */
export function HappeningLine({ happening, times = 1, detail }: HappeningLineProps) {
  const t = useTexts(timelineTexts);
  const messageOf = useMessage();
  const { language } = useLanguage();
  const { colourOf } = useOrganisations();
  const { who, code, params, at, link } = happening;
  const name = who?.name ?? t('platform');
  return (
    <li className="happening">
      <Avatar name={name} colour={who === null ? null : colourOf(who.organisation)} />
      <div className="happening-words">
        <p>
          <strong>{name}</strong> <TextLink to={link}>{messageOf(code, params)}</TextLink>
          {times === 1 ? null : <span className="soft"> · {t('times', { n: times })}</span>}
        </p>
        <p className="small soft">
          <time dateTime={at}>{formatDate(at, language)}</time>
          {detail === undefined ? null : <> · {detail}</>}
        </p>
      </div>
    </li>
  );
}

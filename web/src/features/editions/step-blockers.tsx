import type { Edition, StepKey } from '@datalab/server/modules/editions/editions.contract.ts';
import { usePerson } from '../../app/session.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { Alert } from '../../ui/alert.tsx';
import { TextLink } from '../../ui/link.tsx';
import { anchorOf, mineFirst, stepOf } from './edition.ts';
import './step-blockers.css';
import { useWhoName } from './who.tsx';

interface StepBlockersProps {
  readonly edition: Edition;
  readonly step: StepKey;
}

/** What keeps a step from being finished, in the same words on every page; nothing when nothing does. */
export function StepBlockers({ edition, step: key }: StepBlockersProps) {
  const t = useTexts(editionsTexts);
  const messageOf = useMessage();
  const whoName = useWhoName();
  const me = usePerson()?.id ?? null;
  const [first, ...later] = mineFirst(stepOf(edition, key).blockers, me);
  if (first === undefined) return null;
  return (
    <Alert type="warning" className="gate">
      <p>
        <strong>{t('gateNotReady')}</strong> {messageOf(first.code, first.params)}{' '}
        {t('gateWho', { who: whoName(first) })}{' '}
        {first.link === null ? null : (
          <TextLink to={first.link} hash={anchorOf(first)}>
            {t('gateShow')}
          </TextLink>
        )}
      </p>
      {later.length === 0 ? null : (
        <details>
          <summary>{t('gateMore', { n: later.length })}</summary>
          <ul>
            {later.map((blocker) => (
              <li key={`${blocker.code} ${JSON.stringify(blocker.params)}`}>
                {messageOf(blocker.code, blocker.params)} {t('gateWho', { who: whoName(blocker) })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Alert>
  );
}

import type { Indicator } from '@datalab/server/modules/impact/impact.contract.ts';
import { impactTexts } from '../../i18n/impact.ts';
import { useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { Chip } from '../../ui/chip.tsx';
import { levelTones } from './impact.ts';

/** What changed, each as one sentence with how sure it is. */
export function ChangesList({ indicators }: { indicators: readonly Indicator[] }) {
  const t = useTexts(impactTexts);
  const messageOf = useMessage();
  return (
    <ul className="stack stack-tight plain-list">
      {indicators.map(({ id, judgement: { headline, level } }) => (
        <li key={id}>
          {messageOf(headline.code, headline.params)}{' '}
          <Chip tone={levelTones[level]}>{t(`level.${level}`)}</Chip>
        </li>
      ))}
    </ul>
  );
}

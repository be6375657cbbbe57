import type { Change } from '@datalab/server/modules/impact/changes.contract.ts';
import { impactTexts } from '../../i18n/impact.ts';
import { useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { Chip } from '../../ui/chip.tsx';
import { levelTones } from './impact.ts';

/** What changed, each as one sentence with how sure it is. */
export function ChangesList({ changes }: { changes: readonly Change[] }) {
  const t = useTexts(impactTexts);
  const messageOf = useMessage();
  return (
    <ul className="stack stack-tight plain-list">
      {changes.map(({ id, headline, level }) => (
        <li key={id}>
          {messageOf(headline.code, headline.params)}{' '}
          <Chip tone={levelTones[level]}>{t(`level.${level}`)}</Chip>
        </li>
      ))}
    </ul>
  );
}

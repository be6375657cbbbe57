import { useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { TextLink } from '../../ui/link.tsx';

/** For an analyst who needs values together, or a period, that cannot be asked yet. */
export function ProposeGroupingLink({ edition }: { edition: string }) {
  const t = useTexts(releasesTexts);
  return (
    <p className="small">
      <TextLink to="/editions/$edition/groupings" params={{ edition }}>
        {t('toPropose')}
      </TextLink>
    </p>
  );
}

import type { Withdrawal } from '@datalab/server/modules/editions/editions.contract.ts';
import { useOrganisations } from '../../app/session.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { leavingTexts } from '../../i18n/leaving.ts';
import { Chip } from '../../ui/chip.tsx';

/** The mark on a result whose data were withdrawn; nothing where they are still there. */
export function WithdrawnMark({ withdrawn }: { withdrawn: readonly Withdrawal[] }) {
  const t = useTexts(leavingTexts);
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  return withdrawn.map(({ organisation, at }) => (
    <span key={organisation} className="row small">
      <Chip tone="rust">{t('mark')}</Chip>
      <span>{t('markData', { organisation: nameOf(organisation), date: formatDate(at, language) })}</span>
    </span>
  ));
}

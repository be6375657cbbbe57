import type { ReadinessBoard } from '@datalab/server/modules/readiness/readiness.contract.ts';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { readinessTexts } from '../../i18n/readiness.ts';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';

/** Requirement 109: for each organisation whether its own people can do the data work, or need support. */
export function CapacityList({ board }: { board: ReadinessBoard }) {
  const t = useTexts(readinessTexts);
  const { language } = useLanguage();
  const shown = board.organisations.filter(({ areas }) => areas !== null);
  if (shown.length === 0) return null;
  return (
    <section className="stack">
      <Heading2>{t('capacity')}</Heading2>
      <Card>
        <ul className="plain-list stack stack-tight">
          {shown.map(({ organisation, capacity }) => {
            const areas = (capacity?.because ?? []).map((area) => t(`area.${area}`));
            return (
              <li key={organisation}>
                <OrganisationName slug={organisation} />
                <p>{t(`capacity.${capacity?.fits ?? 'unknown'}`, { areas: formatList(areas, language) })}</p>
              </li>
            );
          })}
        </ul>
      </Card>
    </section>
  );
}

import type { ReleaseOverview } from '@datalab/server/modules/releases/releases.contract.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';

type SuppressedTable = ReleaseOverview['withheld'][number];

/** Each answer with a suppressed figure: when, whose, and which tables together would have been disclosive. */
export function SuppressedFigures({ withheld }: { withheld: readonly SuppressedTable[] }) {
  const t = useTexts(releasesTexts);
  return (
    <Card className="stack">
      <Heading2>{t('withheld')}</Heading2>
      <p>{t(withheld.length === 0 ? 'nothingWithheld' : 'withheldHow')}</p>
      {withheld.length > 0 && (
        <ul className="stack plain-list suppressed-figures">
          {withheld.map((table) => (
            <SuppressedLine key={`${table.number} ${table.explained[0]?.en ?? table.cells}`} table={table} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function SuppressedLine({ table }: { table: SuppressedTable }) {
  const t = useTexts(releasesTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { at, by, dataSet, evidence, number, cells, beside, explained } = table;
  const own = { evidence, number };
  return (
    <li className="stack stack-tight">
      <p>
        {t('withheldLine', {
          number,
          cells,
          at: formatDate(at, language),
          by: by ?? t('platform'),
          dataSet: local(dataSet),
        })}
      </p>
      {explained.map((text) => (
        <p key={text.en}>
          <strong>{local(text)}</strong>
        </p>
      ))}
      <p className="small row">
        <span className="soft">{t('lookAt')}</span>
        {[own, ...beside].map((one) => (
          <TextLink key={one.number} to="/evidence/$evidence" params={{ evidence: one.evidence }}>
            {t('table', { number: one.number })}
          </TextLink>
        ))}
      </p>
    </li>
  );
}

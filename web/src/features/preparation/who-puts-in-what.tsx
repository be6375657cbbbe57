import type { Preparation } from '@datalab/server/modules/preparation/preparation.contract.ts';
import { useOrganisations } from '../../app/session.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { Card } from '../../ui/card.tsx';
import { type PutTogether, putTogether } from './preparation.ts';

/** One picture of the contributions: a bar per kind, in the colours of the organisations, with the words under it. */
export function WhoPutsInWhat({ partners }: Pick<Preparation, 'partners'>) {
  const t = useTexts(preparationTexts);
  const bars = putTogether(partners);
  if (bars.length === 0) return null;
  return (
    <Card as="section" labelledBy="who-puts-in-what" className="stack">
      <h2 className="utrecht-heading-2" id="who-puts-in-what">
        {t('putInChart')}
      </h2>
      {bars.map((bar) => (
        <Bar key={bar.kind} bar={bar} />
      ))}
    </Card>
  );
}

function Bar({ bar: { kind, total, shares } }: { bar: PutTogether }) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  const { colourOf, nameOf } = useOrganisations();
  return (
    <figure className="put-in">
      <figcaption className="row row-between">
        <strong>{t(`kind.${kind}`)}</strong>
        <span>{t(`amount.${kind}`, { n: total })}</span>
      </figcaption>
      <div className="put-in-bar" aria-hidden="true">
        {shares.map(({ organisation, amount }) => (
          <span
            key={organisation}
            className={`put-in-share organisation-${colourOf(organisation)}`}
            style={{ flexGrow: amount }}
          />
        ))}
      </div>
      <ul className="put-in-legend plain-list small">
        {shares.map(({ organisation, amount }) => (
          <li key={organisation} className="row">
            <span className={`put-in-dot organisation-${colourOf(organisation)}`} aria-hidden="true" />
            {local(nameOf(organisation))}: {t(`amount.${kind}`, { n: amount })}
          </li>
        ))}
      </ul>
    </figure>
  );
}

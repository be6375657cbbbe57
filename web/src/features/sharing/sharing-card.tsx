import type { DeliverySlot } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { PlanDataSet } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { formatMonth } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { Card } from '../../ui/card.tsx';
import { TextLink } from '../../ui/link.tsx';
import { DataSetDelivery } from '../deliveries/data-set-delivery.tsx';
import { OutcomeSquares } from './outcome-squares.tsx';

interface SharingCardProps {
  readonly edition: string;
  readonly sharing: SharingView;
  /** Undefined for what landed before there were agreements and is in no plan. */
  readonly planned: PlanDataSet | undefined;
  /** Undefined for what nobody can deliver yet. */
  readonly slot: DeliverySlot | undefined;
}

/** One data set in step three: what is asked of it, what was decided, and whether it was delivered. */
export function SharingCard({ edition, sharing, planned, slot }: SharingCardProps) {
  const local = useLocal();
  const about = planned && <Decided edition={edition} dataSet={planned} />;
  const isOpen = sharing.inForce !== null && sharing.stops.length === 0;
  if (slot !== undefined) {
    return <DataSetDelivery edition={edition} slot={slot} about={about} shut={!isOpen} />;
  }
  if (planned === undefined) return null;
  return (
    <Card as="li">
      <div className="stack">
        <h2 className="utrecht-heading-3">{local(planned.name)}</h2>
        <OrganisationName slug={planned.owner} />
        {about}
      </div>
    </Card>
  );
}

function Decided({ edition, dataSet }: { edition: string; dataSet: PlanDataSet }) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { terms } = dataSet;
  return (
    <div className="stack stack-tight">
      <OutcomeSquares columns={dataSet.columns} />
      <p className="small soft">
        {terms !== null &&
          `${t('fromTo', { from: formatMonth(terms.from, language), to: formatMonth(terms.to, language) })} · `}
        <TextLink to="/editions/$edition/plan/$dataSet" params={{ edition, dataSet: dataSet.dataSet }}>
          {t('seePlan')}
          <span className="visually-hidden">: {local(dataSet.name)}</span>
        </TextLink>
      </p>
    </div>
  );
}

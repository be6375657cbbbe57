import {
  type Delivery,
  type DeliverySlot,
  deliveriesRoutes,
} from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { type ReactNode, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { deliveriesTexts } from '../../i18n/deliveries.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Piece } from '../../ui/piece.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { estimateSecondsLeft, ProgressBar } from '../../ui/progress-bar.tsx';
import { DeliverPanel } from './deliver-panel.tsx';
import { findFailedTry, stateTones } from './delivery-state.ts';
import './deliveries.css';

interface DataSetDeliveryProps {
  readonly edition: string;
  readonly slot: DeliverySlot;
  /** What was agreed about it. */
  readonly about?: ReactNode;
  /** Nothing can be delivered now; the page says why. */
  readonly shut?: boolean;
}

/** One agreed data set: whose it is, what was delivered, what is going on, and the way to deliver. */
export function DataSetDelivery({ edition, slot, about, shut = false }: DataSetDeliveryProps) {
  const t = useTexts(deliveriesTexts);
  const local = useLocal();
  const { nameOf, colourOf } = useOrganisations();
  const [open, setOpen] = useState(false);
  const owner = local(nameOf(slot.owner));
  const { current, running, earlier, may } = slot;
  const failedTry = findFailedTry(slot);
  return (
    <Card as="li">
      <div className="stack">
        <div className="row row-between">
          <h2 className="utrecht-heading-3 slot-name">
            <Piece colour={colourOf(slot.owner)} /> {local(slot.dataSetName)}
          </h2>
          {running ? (
            <Chip tone={stateTones[running.state]}>{t(`state.${running.state}`)}</Chip>
          ) : (
            <Chip tone={current ? 'green' : 'rust'}>{t(current ? 'state.landed' : 'stateNone')}</Chip>
          )}
        </div>
        <p className="small soft">{current || running ? owner : t('waitsFor', { name: owner })}</p>
        {about}
        {current && <Landed edition={edition} delivery={current} />}
        {!running && failedTry && <FailedTry edition={edition} delivery={failedTry} />}
        {running && <Running edition={edition} delivery={running} />}
        {!shut && !running && (current === null || may.deliver.allowed) && !open && (
          <div>
            <ActionButton
              look={current ? 'secondary' : 'primary'}
              permission={may.deliver}
              onClick={() => setOpen(true)}
            >
              {t(current ? 'deliverNew' : 'deliver')}
            </ActionButton>
          </div>
        )}
        {!shut && !running && open && (
          <section className="deliver-panel" aria-label={t('deliverOf', { name: local(slot.dataSetName) })}>
            <DeliverPanel edition={edition} slot={slot} onDelivered={() => setOpen(false)} />
          </section>
        )}
        {earlier.length > 0 && <Earlier edition={edition} deliveries={earlier} />}
      </div>
    </Card>
  );
}

function FailedTry({ edition, delivery }: { edition: string; delivery: Delivery }) {
  const t = useTexts(deliveriesTexts);
  const messageOf = useMessage();
  const { problem } = delivery;
  return (
    <Alert type="error">
      <p className="slot-alert">
        {t(delivery.state === 'refused' ? 'refusedTry' : 'failedTry', { file: delivery.fileName })}{' '}
        {problem && messageOf(problem.code, problem.params)}{' '}
        <TextLink to="/editions/$edition/deliveries/$delivery" params={{ edition, delivery: delivery.id }}>
          {t('seeDelivery')}
        </TextLink>
      </p>
    </Alert>
  );
}

function Landed({ edition, delivery }: { edition: string; delivery: Delivery }) {
  const t = useTexts(deliveriesTexts);
  const local = useLocal();
  const { language } = useLanguage();
  return (
    <p className="row slot-facts">
      <span>
        {t('landedOn', {
          version: delivery.version,
          at: formatDate(delivery.at, language),
          by: delivery.by,
        })}
      </span>
      {delivery.rows && (
        <span>{t(delivery.rows.rounded ? 'rowsInAbout' : 'rowsIn', { n: delivery.rows.accepted })}</span>
      )}
      {delivery.rows && delivery.rows.rejected > 0 && (
        <span className="slot-rejected">
          {t(delivery.rows.rounded ? 'rowsRejectedAbout' : 'rowsRejected', { n: delivery.rows.rejected })}
        </span>
      )}
      <TextLink to="/editions/$edition/deliveries/$delivery" params={{ edition, delivery: delivery.id }}>
        {t('seeReport')}
        <span className="visually-hidden">: {local(delivery.dataSetName)}</span>
      </TextLink>
    </p>
  );
}

export function Running({ edition, delivery }: { edition: string; delivery: Delivery }) {
  const t = useTexts(deliveriesTexts);
  const cancel = useApiChange(deliveriesRoutes.cancelDelivery);
  return (
    <div className="stack stack-tight">
      <ProgressBar
        label={t('running', { file: delivery.fileName })}
        progress={delivery.progress}
        secondsLeft={estimateSecondsLeft(delivery.at, delivery.progress, new Date())}
      />
      <div className="row">
        <span className="small soft">
          {t('running', { file: delivery.fileName })}. {t('leaveHint')}
        </span>
        <ActionButton
          look="subtle"
          permission={delivery.may.cancel}
          busy={cancel.isPending}
          onClick={() => cancel.mutate({ params: { edition, delivery: delivery.id } })}
        >
          {t('cancel')}
        </ActionButton>
      </div>
      <ProblemAlert error={cancel.error} />
    </div>
  );
}

function Earlier({ edition, deliveries }: { edition: string; deliveries: readonly Delivery[] }) {
  const t = useTexts(deliveriesTexts);
  const { language } = useLanguage();
  return (
    <details>
      <summary className="small">
        {t('earlier')} ({deliveries.length})
      </summary>
      <ul className="plain-list stack stack-tight earlier">
        {deliveries.map((delivery) => (
          <li className="row" key={delivery.id}>
            <TextLink
              to="/editions/$edition/deliveries/$delivery"
              params={{ edition, delivery: delivery.id }}
            >
              {t('earlierLine', { file: delivery.fileName, at: formatDate(delivery.at, language) })}
            </TextLink>
            <Chip tone={stateTones[delivery.state]}>{t(`state.${delivery.state}`)}</Chip>
          </li>
        ))}
      </ul>
    </details>
  );
}

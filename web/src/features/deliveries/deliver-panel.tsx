import {
  type DeliverySlot,
  deliveryMaxBytes,
} from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { deliveriesTexts } from '../../i18n/deliveries.ts';
import { formatBytes } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Heading3 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useToast } from '../../ui/toast.tsx';
import { looksLikeParquet } from './delivery-state.ts';
import { Pseudonymise } from './pseudonymise.tsx';
import { type Upload, uploadDelivery } from './upload.ts';

interface DeliverPanelProps {
  edition: string;
  slot: DeliverySlot;
  onDelivered: () => void;
}

/** Takes a file. One with identities is first turned into a delivery on the partner's own machine. */
export function DeliverPanel({ edition, slot, onDelivered }: DeliverPanelProps) {
  const t = useTexts(deliveriesTexts);
  const local = useLocal();
  const name = local(slot.dataSetName);
  const outFile = `${slot.dataSet}.parquet`;
  if (!slot.needsPseudonyms) {
    return (
      <FileSender
        edition={edition}
        slot={slot}
        onDelivered={onDelivered}
        label={t('dropFile', { name })}
        hint={t('dropFileHint')}
        accept=".csv,.tsv,.txt,.xlsx,.parquet"
      />
    );
  }
  return (
    <ol className="deliver-steps">
      <li className="stack stack-tight">
        <Heading3>{t('stepMake')}</Heading3>
        <p className="small">{t('stepMakeHint')}</p>
        <Pseudonymise edition={edition} slot={slot} outFile={outFile} />
      </li>
      <li className="stack stack-tight">
        <Heading3>{t('stepSend')}</Heading3>
        <p className="small">{t('stepSendHint', { file: outFile })}</p>
        <FileSender
          edition={edition}
          slot={slot}
          onDelivered={onDelivered}
          label={t('dropDelivery')}
          hint={t('dropDeliveryHint')}
          accept=".parquet"
        />
      </li>
    </ol>
  );
}

interface FileSenderProps extends DeliverPanelProps {
  label: string;
  hint: string;
  accept: string;
}

function FileSender({ edition, slot, onDelivered, label, hint, accept }: FileSenderProps) {
  const t = useTexts(deliveriesTexts);
  const { language } = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const upload = useRef<Upload | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  const send = async (file: File) => {
    setError(null);
    setRefused(null);
    if (file.size > deliveryMaxBytes) {
      setRefused(t('tooLarge', { max: formatBytes(deliveryMaxBytes, language) }));
      return;
    }
    if (slot.needsPseudonyms && !(await looksLikeParquet(file))) {
      setRefused(t('notParquet'));
      return;
    }
    setSent(0);
    upload.current = uploadDelivery({ edition, dataSet: slot.dataSet }, file, setSent);
    try {
      await upload.current.done;
      toast({ text: t('sent') });
      onDelivered();
      await client.invalidateQueries();
    } catch (problem) {
      if (!(problem instanceof DOMException)) setError(problem);
    } finally {
      setSent(null);
    }
  };

  return (
    <div className="stack stack-tight">
      <FileDrop
        label={label}
        hint={hint}
        accept={accept}
        disabled={sent !== null}
        onFile={(file) => void send(file)}
      />
      {refused && (
        <Alert type="error" role="alert">
          {refused}
        </Alert>
      )}
      <ProblemAlert error={error} />
      {sent !== null && (
        <div className="row">
          <ProgressBar label={t('sending')} progress={sent} />
          <ActionButton look="subtle" onClick={() => upload.current?.stop()}>
            {t('stopSending')}
          </ActionButton>
        </div>
      )}
    </div>
  );
}

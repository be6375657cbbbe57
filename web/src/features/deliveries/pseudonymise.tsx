import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { deliveriesTexts } from '../../i18n/deliveries.en.ts';
import { formatDateTime } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { downloadText } from '../../ui/charts/download.ts';
import { TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { pseudonymiseCommand } from './command.ts';

const personsMost = 2_000_000;

interface PseudonymiseProps {
  edition: string;
  dataSet: string;
  outFile: string;
}

/** Asks the keyholder for a key once, and shows the exact command to run with it. */
export function Pseudonymise({ edition, dataSet, outFile }: PseudonymiseProps) {
  const t = useTexts(deliveriesTexts);
  const { language } = useLanguage();
  const [persons, setPersons] = useState('');
  const [wrong, setWrong] = useState(false);
  const [copied, setCopied] = useState(false);
  const contractFile = `${dataSet}.odcs.yaml`;
  const grant = useMutation({
    mutationFn: (declaredPersons: number) =>
      call(deliveriesRoutes.grantKeyholder, { params: { edition, dataSet }, body: { declaredPersons } }),
  });
  const contract = useMutation({
    mutationFn: () => call(catalogueRoutes.getContract, { params: { dataSet } }),
    onSuccess: (found) => downloadText(contractFile, 'application/yaml', found.contract),
  });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const declared = Number(persons.replace(/[.,\s]/g, ''));
    const right = Number.isInteger(declared) && declared >= 1 && declared <= personsMost;
    setWrong(!right);
    setCopied(false);
    if (right) grant.mutate(declared);
  };
  const command =
    grant.data &&
    pseudonymiseCommand(grant.data, { source: t('fileHere'), contract: contractFile, out: outFile });
  const copy = async () => {
    await navigator.clipboard.writeText(command ?? '');
    setCopied(true);
  };
  return (
    <div className="stack stack-tight">
      <form className="stack stack-tight" onSubmit={ask} noValidate>
        <TextField
          label={t('declared')}
          hint={t('declaredHint')}
          value={persons}
          onChange={setPersons}
          error={wrong ? t('declaredWrong') : undefined}
        />
        <ProblemAlert error={grant.error ?? contract.error} />
        <div className="row">
          <ActionButton look={command ? 'secondary' : 'primary'} type="submit" busy={grant.isPending}>
            {t(command ? 'newToken' : 'askToken')}
          </ActionButton>
          <ActionButton look="subtle" busy={contract.isPending} onClick={() => contract.mutate()}>
            {t('contractFile')}
          </ActionButton>
        </div>
      </form>
      {grant.data && command && (
        <div className="stack stack-tight" role="status">
          <p className="small">{t('tokenOnce', { at: formatDateTime(grant.data.expiresAt, language) })}</p>
          <p className="small">{t('runThis')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
          <pre className="deliver-command" tabIndex={0}>
            {command}
          </pre>
          <div>
            <ActionButton onClick={() => void copy()}>{t(copied ? 'copied' : 'copy')}</ActionButton>
          </div>
        </div>
      )}
    </div>
  );
}

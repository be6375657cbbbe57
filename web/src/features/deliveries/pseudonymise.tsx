import {
  type AreaCollection,
  catalogueRoutes,
} from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import {
  type DeliverySlot,
  deliveriesRoutes,
  type KeyholderGrant,
} from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { useProof } from '../../app/proof-context.ts';
import { apiQuery } from '../../app/query.ts';
import { deliveriesTexts } from '../../i18n/deliveries.ts';
import { formatDateTime } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { downloadText } from '../../ui/charts/download.ts';
import { CodeBox } from '../../ui/code-box.tsx';
import { TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { type CommandFiles, pseudonymiseCommand, tokenCommands } from './command.ts';

const personsMost = 2_000_000;

interface PseudonymiseProps {
  edition: string;
  slot: Pick<DeliverySlot, 'dataSet' | 'areaYear'>;
  outFile: string;
}

/** Asks the keyholder for a key once, and shows what to run with it. */
export function Pseudonymise({ edition, slot: { dataSet, areaYear }, outFile }: PseudonymiseProps) {
  const t = useTexts(deliveriesTexts);
  const [persons, setPersons] = useState('');
  const [wrong, setWrong] = useState(false);
  const contractFile = `${dataSet}.odcs.yaml`;
  const areas = useAreaFile(areaYear);
  const proven = useProof();
  const grant = useMutation({
    mutationFn: (declaredPersons: number) =>
      proven(() =>
        call(deliveriesRoutes.grantKeyholder, { params: { edition, dataSet }, body: { declaredPersons } }),
      ),
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
    if (right) grant.mutate(declared);
  };
  const files: CommandFiles = {
    source: t('fileHere'),
    contract: contractFile,
    out: outFile,
    ...(areas.file !== undefined && { areas: areas.file }),
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
        <ProblemAlert error={grant.error ?? contract.error ?? areas.download.error} />
        <div className="row">
          <ActionButton look={grant.data ? 'secondary' : 'primary'} type="submit" busy={grant.isPending}>
            {t(grant.data ? 'newToken' : 'askToken')}
          </ActionButton>
          <ActionButton look="subtle" busy={contract.isPending} onClick={() => contract.mutate()}>
            {t('contractFile')}
          </ActionButton>
          {areas.file !== undefined && (
            <ActionButton
              look="subtle"
              busy={areas.download.isPending}
              onClick={() => areas.download.mutate()}
            >
              {t('areasFile')}
            </ActionButton>
          )}
        </div>
        {areas.isMissing && <p className="small">{t('areasMissing', { year: String(areaYear) })}</p>}
      </form>
      {grant.data && <WhatToRun key={grant.data.token} grant={grant.data} files={files} />}
    </div>
  );
}

function WhatToRun({ grant, files }: { grant: KeyholderGrant; files: CommandFiles }) {
  const t = useTexts(deliveriesTexts);
  const { language } = useLanguage();
  return (
    <div className="stack stack-tight" role="status">
      <p className="small">{t('tokenOnce', { at: formatDateTime(grant.expiresAt, language) })}</p>
      <CopyBox name="token" text={grant.token} button={t('copyToken')} />
      <p className="small">{t('giveToken')}</p>
      <CopyBox name="ask-token" text={tokenCommands.bash} button={t('copyAskToken')} />
      <p className="small">{t('runThis')}</p>
      <CopyBox name="command" text={pseudonymiseCommand('bash', grant, files)} button={t('copyCommand')} />
      <details>
        <summary>{t('powershell')}</summary>
        <div className="stack stack-tight">
          <p className="small">{t('powershellHint')}</p>
          <CopyBox name="ask-token" text={tokenCommands.powershell} button={t('copyAskToken')} />
          <CopyBox
            name="command"
            text={pseudonymiseCommand('powershell', grant, files)}
            button={t('copyCommand')}
          />
        </div>
      </details>
      <p className="small">{t('compareKey')}</p>
      <CopyBox name="fingerprint" text={grant.keyFingerprint} button={t('copyFingerprint')} />
    </div>
  );
}

interface CopyBoxProps {
  name: 'token' | 'ask-token' | 'command' | 'fingerprint';
  text: string;
  button: string;
}

function CopyBox({ name, text, button }: CopyBoxProps) {
  const t = useTexts(deliveriesTexts);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <>
      <CodeBox text={text} className={`deliver-${name}`} />
      <div>
        <ActionButton onClick={() => void copy()}>{copied ? t('copied') : button}</ActionButton>
      </div>
    </>
  );
}

const levels = ['neighbourhood', 'district', 'municipality'] as const;

/** The areas that the contract is checked against, as a file for the own machine, where the hub has them. */
function useAreaFile(year: number | null) {
  const divisions = useQuery({ ...apiQuery(catalogueRoutes.listAreaDivisions, {}), enabled: year !== null });
  const isThere = divisions.data?.some((division) => division.year === year) === true;
  const file = isThere ? `areas-${year}.geojson` : undefined;
  const download = useMutation({
    mutationFn: () =>
      Promise.all(
        levels.map((level) =>
          call(catalogueRoutes.getAreas, { params: { year: year ?? 0 }, query: { level } }),
        ),
      ),
    onSuccess: (found) => downloadText(file ?? '', 'application/geo+json', areasToText(found)),
  });
  return { file, download, isMissing: year !== null && divisions.data !== undefined && !isThere };
}

/** Codes and names only: the shapes are large, and not looked at when codes are checked. */
function areasToText(collections: readonly AreaCollection[]): string {
  const features = collections.flatMap((collection) =>
    collection.features.map(({ properties }) => ({ type: 'Feature', properties, geometry: null })),
  );
  return JSON.stringify({ type: 'FeatureCollection', features });
}

import {
  type MadeServiceAccount,
  serviceAccountsRoutes as routes,
  type ServiceAccounts,
  type ServiceScope,
} from '@datalab/server/modules/identity/service-accounts.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useTexts } from '../../i18n/language.tsx';
import { serviceAccountsTexts } from '../../i18n/service-accounts.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface MakeProps {
  readonly organisation: string;
  readonly owners: ServiceAccounts['owners'];
  onMade(account: MadeServiceAccount, name: string): void;
}

type Kind = ServiceScope['kind'];
const kinds = ['read-catalogue', 'deliver', 'read-deliveries'] as const satisfies readonly Kind[];

export function MakeServiceAccount({ organisation, owners, onMade }: MakeProps) {
  const t = useTexts(serviceAccountsTexts);
  const [name, setName] = useState('');
  const [owner, setOwner] = useState(owners[0]?.id ?? '');
  const [days, setDays] = useState('90');
  const [chosen, setChosen] = useState<readonly Kind[]>([]);
  const [edition, setEdition] = useState('');
  const [dataSet, setDataSet] = useState('');
  const [missing, setMissing] = useState(false);
  const make = useApiChange(routes.makeServiceAccount, (account) => {
    onMade(account, name);
    setName('');
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const scopes = toScopes(chosen, { edition, dataSet });
    setMissing(scopes === undefined);
    if (scopes === undefined) return;
    make.mutate({ params: { organisation }, body: { name, owner, scopes, days: Number(days) } });
  };
  if (owners.length === 0) return <p>{t('ownerNone')}</p>;
  return (
    <Card>
      <form className="form" onSubmit={send}>
        <p className="soft">{t('makeLead')}</p>
        <TextField label={t('name')} hint={t('nameHint')} value={name} onChange={setName} />
        <SelectField
          label={t('owner')}
          value={owner}
          onChange={setOwner}
          options={owners.map((one) => ({ value: one.id, label: one.name }))}
        />
        <TextField label={t('days')} hint={t('daysHint')} type="number" value={days} onChange={setDays} />
        <fieldset className="role-choices">
          <legend>{t('scopes')}</legend>
          {kinds.map((kind) => (
            <Choice
              key={kind}
              type="checkbox"
              name={kind}
              checked={chosen.includes(kind)}
              onChange={(wanted) =>
                setChosen(wanted ? [...chosen, kind] : chosen.filter((held) => held !== kind))
              }
            >
              {t(`scope.${kind}`)}
            </Choice>
          ))}
          {chosen.some((kind) => kind !== 'read-catalogue') ? (
            <TextField label={t('edition')} value={edition} onChange={setEdition} />
          ) : null}
          {chosen.includes('deliver') ? (
            <TextField label={t('dataSet')} value={dataSet} onChange={setDataSet} />
          ) : null}
        </fieldset>
        {missing ? <p role="alert">{t('scopeNeeded')}</p> : null}
        <ProblemAlert error={make.error} />
        <div>
          <ActionButton look="primary" type="submit" busy={make.isPending}>
            {t('makeIt')}
          </ActionButton>
        </div>
      </form>
    </Card>
  );
}

/** Undefined when nothing is chosen, or when it is not said of which edition or data set. */
function toScopes(
  chosen: readonly Kind[],
  { edition, dataSet }: { readonly edition: string; readonly dataSet: string },
): ServiceScope[] | undefined {
  const isWhole =
    chosen.length > 0 &&
    (edition !== '' || chosen.every((kind) => kind === 'read-catalogue')) &&
    (dataSet !== '' || !chosen.includes('deliver'));
  if (!isWhole) return undefined;
  return chosen.map((kind) => {
    if (kind === 'deliver') return { kind, edition, dataSet };
    return kind === 'read-deliveries' ? { kind, edition } : { kind };
  });
}

import {
  type Factors,
  factorsRoutes,
  type Passkey,
} from '@datalab/server/modules/identity/factors.contract.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type ApiProblem, call } from '../../app/api.ts';
import { canUsePasskeys, createPasskey } from '../../app/passkeys.ts';
import { useProof } from '../../app/proof-context.ts';
import { useApiChange } from '../../app/query.ts';
import { factorsTexts } from '../../i18n/factors.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Heading3 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import './factors.css';

interface PasskeysProps {
  readonly factors: Factors;
  onCodes(codes: readonly string[]): void;
}

export function Passkeys({ factors, onCodes }: PasskeysProps) {
  const t = useTexts(factorsTexts);
  const { passkeys, passkeysPossible } = factors;
  return (
    <Card className="stack">
      <Heading3>{t('passkeys')}</Heading3>
      <p>{t('passkeysWhat')}</p>
      {passkeys.length === 0 ? null : (
        <ul className="stack plain-list">
          {passkeys.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} factors={factors} />
          ))}
        </ul>
      )}
      {passkeysPossible && canUsePasskeys() ? (
        <AddPasskey factors={factors} onCodes={onCodes} />
      ) : (
        <p className="small soft">{t(passkeysPossible ? 'passkeysUnable' : 'passkeysNot')}</p>
      )}
    </Card>
  );
}

function AddPasskey({ factors, onCodes }: PasskeysProps) {
  const t = useTexts(factorsTexts);
  const toast = useToast();
  const client = useQueryClient();
  const proven = useProof();
  const [name, setName] = useState('');
  const add = useMutation<string[], ApiProblem>({
    mutationFn: () =>
      proven(async () => {
        const passkey = await createPasskey(await call(factorsRoutes.startPasskey, {}));
        return call(factorsRoutes.addPasskey, { body: { name, passkey } });
      }),
    onSuccess: async (codes) => {
      setName('');
      if (codes.length === 0) toast({ text: t('passkeyAdded') });
      onCodes(codes);
      await client.invalidateQueries();
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField
        label={t('passkeyName')}
        hint={t('passkeyNameHint')}
        maxLength={60}
        value={name}
        onChange={setName}
      />
      <ProblemAlert error={add.error} />
      <div>
        <ActionButton type="submit" permission={factors.may.set} busy={add.isPending}>
          {t('passkeyAdd')}
        </ActionButton>
      </div>
    </form>
  );
}

function PasskeyItem({ passkey, factors }: { passkey: Passkey; factors: Factors }) {
  const t = useTexts(factorsTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const [renaming, setRenaming] = useState(false);
  const remove = useApiChange(factorsRoutes.removePasskey, () => toast({ text: t('passkeyRemoved') }));
  const { id, name, madeAt, lastUsedAt } = passkey;
  const made = formatDate(madeAt, language);
  return (
    <li className="passkey">
      <div>
        <p>
          <strong>{name}</strong>
        </p>
        <p className="small soft">
          {lastUsedAt === null
            ? t('passkeyMade', { date: made })
            : t('passkeyUsed', { made, used: formatDate(lastUsedAt, language) })}
        </p>
      </div>
      {renaming ? (
        <RenamePasskey passkey={passkey} onDone={() => setRenaming(false)} />
      ) : (
        <div className="row">
          <ActionButton look="subtle" about={name} onClick={() => setRenaming(true)}>
            {t('passkeyRename')}
          </ActionButton>
          <ActionButton
            look="subtle"
            about={name}
            permission={factors.may.remove}
            busy={remove.isPending}
            onClick={() => remove.mutate({ params: { passkey: id } })}
          >
            {t('passkeyRemove')}
          </ActionButton>
        </div>
      )}
      <ProblemAlert error={remove.error} />
    </li>
  );
}

function RenamePasskey({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const t = useTexts(factorsTexts);
  const [name, setName] = useState(passkey.name);
  const rename = useApiChange(factorsRoutes.renamePasskey, onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ params: { passkey: passkey.id }, body: { name } });
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField label={t('passkeyName')} maxLength={60} value={name} onChange={setName} />
      <ProblemAlert error={rename.error} />
      <div>
        <ActionButton type="submit" busy={rename.isPending}>
          {t('passkeySave')}
        </ActionButton>
      </div>
    </form>
  );
}

import { factorsRoutes } from '@datalab/server/modules/identity/factors.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { factorsTexts } from '../../i18n/factors.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import './factors.css';

/** What draws it is for who sets this up, and not for every page. */
const QrCode = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }));

interface TotpSetUpProps {
  readonly permission: Permission;
  onCodes(codes: readonly string[]): void;
}

export function TotpSetUp({ permission, onCodes }: TotpSetUpProps) {
  const t = useTexts(factorsTexts);
  const toast = useToast();
  const [code, setCode] = useState('');
  const start = useApiChange(factorsRoutes.startTotp);
  const confirm = useApiChange(factorsRoutes.confirmTotp, (codes) => {
    if (codes.length === 0) toast({ text: t('totpOn') });
    onCodes(codes);
  });
  if (start.data === undefined) {
    return (
      <>
        <ProblemAlert error={start.error} />
        <div>
          <ActionButton
            about={t('totp')}
            permission={permission}
            busy={start.isPending}
            onClick={() => start.mutate({})}
          >
            {t('totpStart')}
          </ActionButton>
        </div>
      </>
    );
  }
  const send = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate({ body: { code } });
  };
  return (
    <form className="form" onSubmit={send}>
      <p>{t('totpScan')}</p>
      <Suspense fallback={<div className="qr-code" />}>
        <QrCode text={start.data.uri} label={t('totpImage')} />
      </Suspense>
      <p>{t('totpType')}</p>
      <p className="totp-secret">{start.data.secret.match(/.{1,4}/g)?.join(' ')}</p>
      <ProblemAlert error={confirm.error} />
      <TextField
        label={t('totpCode')}
        hint={t('totpCodeHint')}
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
      />
      <div>
        <ActionButton look="primary" type="submit" busy={confirm.isPending}>
          {t('totpConfirm')}
        </ActionButton>
      </div>
    </form>
  );
}

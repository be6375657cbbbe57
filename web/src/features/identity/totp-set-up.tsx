import { factorsRoutes } from '@datalab/server/modules/identity/factors.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { type FormEvent, useState } from 'react';
import { encode } from 'uqr';
import { useApiChange } from '../../app/query.ts';
import { factorsTexts } from '../../i18n/factors.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import './factors.css';

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
      <QrCode text={start.data.uri} label={t('totpImage')} />
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

/** Dark squares on white in both themes: many cameras read no other. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const squares = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')));
  return (
    <svg
      className="qr-code"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}

import { useState } from 'react';
import { accountsTexts } from '../../i18n/accounts.ts';
import { useTexts } from '../../i18n/language.tsx';
import { TextField } from '../../ui/field.tsx';

const lengthMin = 12;

/** A new password typed twice, so that a slip of the finger locks nobody out. */
export function usePasswordTwice() {
  const t = useTexts(accountsTexts);
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [checked, setChecked] = useState(false);
  const short = password.length < lengthMin;
  const differs = password !== again;
  return {
    password,
    /** Whether it may be sent; from then on the fields say what is wrong. */
    check: (): boolean => {
      setChecked(true);
      return !short && !differs;
    },
    clear: () => {
      setPassword('');
      setAgain('');
      setChecked(false);
    },
    fields: {
      password,
      again,
      setPassword,
      setAgain,
      passwordError: checked && short ? t('passwordShort') : undefined,
      againError: checked && !short && differs ? t('passwordDiffers') : undefined,
    },
  };
}

interface PasswordFieldsProps {
  readonly label: string;
  readonly againLabel: string;
  readonly fields: ReturnType<typeof usePasswordTwice>['fields'];
}

export function PasswordFields({ label, againLabel, fields }: PasswordFieldsProps) {
  const t = useTexts(accountsTexts);
  return (
    <>
      <TextField
        label={label}
        hint={t('passwordHint')}
        type="password"
        autoComplete="new-password"
        value={fields.password}
        error={fields.passwordError}
        onChange={fields.setPassword}
      />
      <TextField
        label={againLabel}
        type="password"
        autoComplete="new-password"
        value={fields.again}
        error={fields.againError}
        onChange={fields.setAgain}
      />
    </>
  );
}

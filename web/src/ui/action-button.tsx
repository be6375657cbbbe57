import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { Button } from '@utrecht/button-react';
import { type ReactNode, useId } from 'react';
import { useMessage } from '../i18n/message.tsx';
import './action-button.css';

interface ActionButtonProps {
  readonly children: ReactNode;
  /** Spoken after the visible words where those alone would not say what it is about. */
  readonly about?: string;
  readonly permission?: Permission;
  readonly look?: 'primary' | 'secondary' | 'subtle';
  readonly busy?: boolean;
  readonly type?: 'button' | 'submit';
  onClick?(): void;
}

const appearances = {
  primary: 'primary-action-button',
  secondary: 'secondary-action-button',
  subtle: 'subtle-button',
} as const;

/** A button that says why when the reader may not press it now. */
export function ActionButton(props: ActionButtonProps) {
  const { children, about, permission, look = 'secondary', busy = false, type = 'button', onClick } = props;
  const reasonId = useId();
  const messageOf = useMessage();
  const refused = permission !== undefined && !permission.allowed;
  const reason =
    refused && permission.reason !== undefined ? messageOf(permission.reason, permission.params) : null;
  return (
    <span className="action">
      <Button
        appearance={appearances[look]}
        type={type}
        busy={busy}
        disabled={refused || busy}
        aria-describedby={reason === null ? undefined : reasonId}
        onClick={onClick}
      >
        {children}
        {about === undefined ? null : <span className="visually-hidden"> {about}</span>}
      </Button>
      {reason === null ? null : (
        <span className="action-reason" id={reasonId}>
          {reason}
        </span>
      )}
    </span>
  );
}

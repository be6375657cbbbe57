import type { ReactNode } from 'react';

interface AlertProps {
  readonly type?: 'info' | 'ok' | 'warning' | 'error';
  /** Default: `alert` for a warning or an error, which interrupts a screen reader, else `status`. */
  readonly role?: 'alert' | 'status';
  readonly className?: string;
  readonly children: ReactNode;
}

export function Alert({ type = 'info', role, className = '', children }: AlertProps) {
  const interrupts = type === 'warning' || type === 'error';
  return (
    <div className={`utrecht-alert utrecht-alert--${type} ${className}`}>
      <div className="utrecht-alert__content">
        <div className="utrecht-alert__message" role={role ?? (interrupts ? 'alert' : 'status')}>
          {children}
        </div>
      </div>
    </div>
  );
}

import { Button } from '@utrecht/button-react';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import './toast.css';

interface Notice {
  readonly text: string;
  undo?(): void;
}

const shownForMs = 12_000;
const ToastContext = createContext<(notice: Notice) => void>(() => undefined);

/** Says shortly what was done, with a way back: instead of asking "are you sure" beforehand. */
export function useToast(): (notice: Notice) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const t = useTexts(uiTexts);
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), shownForMs);
    return () => clearTimeout(timer);
  }, [notice]);
  const show = useMemo(() => (next: Notice) => setNotice(next), []);
  const undo = notice?.undo;
  return (
    <ToastContext value={show}>
      {children}
      <div className="toast-place" role="status">
        {notice === null ? null : (
          <div className="toast">
            <span>{notice.text}</span>
            {undo === undefined ? null : (
              <Button
                appearance="subtle-button"
                onClick={() => {
                  undo();
                  setNotice(null);
                }}
              >
                {t('undo')}
              </Button>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  );
}

import { factorsTexts } from '../../i18n/factors.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading3 } from '../../ui/heading.tsx';
import './factors.css';

export function BackupCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useTexts(factorsTexts);
  return (
    <div role="status">
      <Card tone="ok" className="stack">
        <Heading3>{t('backupTitle')}</Heading3>
        <p>{t('backupOnce')}</p>
        <ul className="backup-codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div>
          <ActionButton look="primary" onClick={onKept}>
            {t('backupKept')}
          </ActionButton>
        </div>
      </Card>
    </div>
  );
}

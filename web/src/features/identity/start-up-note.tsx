import type { StartUp } from '@datalab/server/modules/identity/identity.contract.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { identityTexts } from '../../i18n/identity.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Alert } from '../../ui/alert.tsx';

/** Stands above every page while the rest of the demo is played; when that is done the page shows it. */
export function StartUpNote({ startUp }: { startUp: StartUp }) {
  const t = useTexts(identityTexts);
  const client = useQueryClient();
  useEffect(() => () => void client.invalidateQueries(), [client]);
  if (startUp.steps.some(({ state }) => state === 'failed')) {
    return <Alert type="error">{t('startBehindFailed')}</Alert>;
  }
  return <Alert>{t('startBehind')}</Alert>;
}

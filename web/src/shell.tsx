import { Outlet, useRouterState } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Header } from './app/header.tsx';
import { useOrganisations } from './app/session.ts';
import { Gate } from './features/identity/gate.tsx';
import { useTexts } from './i18n/language.tsx';
import { MessageNames } from './i18n/message.tsx';
import { shellTexts } from './i18n/shell.ts';
import { Alert } from './ui/alert.tsx';
import { ToastProvider } from './ui/toast.tsx';
import './shell.css';
import { useConnectionLost } from './app/use-connection-lost.ts';

export function Shell() {
  const t = useTexts(shellTexts);
  const { all } = useOrganisations();
  const isOpening = useRouterState({ select: ({ status }) => status === 'pending' });
  const names = useMemo(
    () => new Map(all.map((organisation) => [organisation.slug, organisation.name])),
    [all],
  );
  return (
    <MessageNames names={names}>
      <ToastProvider>
        <a className="utrecht-skip-link utrecht-skip-link--visible-on-focus no-print" href="#content">
          {t('skip')}
        </a>
        <Header />
        <ConnectionBanner />
        <main className="content" id="content" tabIndex={-1} aria-busy={isOpening}>
          <Gate>
            <Outlet />
          </Gate>
        </main>
      </ToastProvider>
    </MessageNames>
  );
}

function ConnectionBanner() {
  const t = useTexts(shellTexts);
  const lost = useConnectionLost();
  return (
    <div className="connection" role="status">
      {lost ? <Alert type="warning">{t('connectionLost')}</Alert> : null}
    </div>
  );
}

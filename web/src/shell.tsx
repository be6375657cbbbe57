import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { Header } from './app/header.tsx';
import { lazyPage } from './app/lazy-page.ts';
import { ProofProvider } from './app/proof.tsx';
import { useOrganisations } from './app/session.ts';
import { Gate } from './features/identity/gate.tsx';
import { RolesLost } from './features/identity/roles-lost.tsx';
import { useTouring } from './features/tour/use-touring.ts';
import { useTexts } from './i18n/language.tsx';
import { MessageNames } from './i18n/message.tsx';
import { shellTexts } from './i18n/shell.ts';
import { loadAccountTexts } from './i18n/texts.ts';
import { Alert } from './ui/alert.tsx';
import { ToastProvider } from './ui/toast.tsx';
import './shell.css';
import { useConnectionLost } from './app/use-connection-lost.ts';

/** Seen once in the life of an installation. */
const FirstPerson = lazyPage(
  () => import('./features/set-up/account-step.tsx'),
  'AccountStep',
  loadAccountTexts,
);

const Tour = lazy(async () => {
  const [tour] = await Promise.all([import('./features/tour/tour.tsx'), loadAccountTexts()]);
  return { default: tour.Tour };
});

export function Shell() {
  const t = useTexts(shellTexts);
  const { all } = useOrganisations();
  const tour = useTouring();
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
        <ProofProvider>
          <Header tour={tour} />
          {tour?.isOpen ? (
            <Suspense>
              <Tour onClose={tour.toggle} />
            </Suspense>
          ) : null}
          <ConnectionBanner />
          <RolesLost />
          <main className="content" id="content" tabIndex={-1} aria-busy={isOpening}>
            <Gate firstPerson={<FirstPerson />}>
              <Outlet />
            </Gate>
          </main>
        </ProofProvider>
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

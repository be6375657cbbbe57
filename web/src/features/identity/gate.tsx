import { identityRoutes } from '@datalab/server/modules/identity/identity.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { apiQuery } from '../../app/query.ts';
import { sessionQuery } from '../../app/session.ts';
import { loadAccountTexts } from '../../i18n/texts.ts';
import { Loaded } from '../../ui/query-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StartUpNote } from './start-up-note.tsx';
import { StartUpPage } from './start-up-page.tsx';

/** For people without a session too: a person with a code has no account yet, nor one whom a provider refused. */
const openPages = ['/first-account', '/forgot-password', '/new-password', '/new-email', '/sign-on'];
const startUpPollMs = 700;
const behindPollMs = 2000;
const startUpQuery = apiQuery(identityRoutes.getStartUp, {});

interface GateProps {
  /** The page on which the first account is made. */
  readonly firstPerson: ReactNode;
  readonly children: ReactNode;
}

/** Shows a page only to a signed-in person on a hub that is ready; the address stays, so that nobody gets lost. */
export function Gate({ firstPerson, children }: GateProps) {
  const startUp = useQuery({
    ...startUpQuery,
    refetchInterval: ({ state }) => {
      if (state.data?.complete === true) return false;
      return state.data?.ready === true ? behindPollMs : startUpPollMs;
    },
  });
  return (
    <Loaded query={startUp}>
      {(progress) =>
        progress.ready ? (
          <>
            {progress.complete ? null : <StartUpNote startUp={progress} />}
            <SignedIn firstPerson={firstPerson}>{children}</SignedIn>
          </>
        ) : (
          <StartUpPage startUp={progress} />
        )
      }
    </Loaded>
  );
}

function SignedIn({ firstPerson, children }: GateProps) {
  const known = useQuery(sessionQuery);
  const isOpen = useRouterState({ select: ({ location }) => openPages.includes(location.pathname) });
  return (
    <Loaded query={known}>
      {(session) => {
        if (session.needsFirstPerson) return firstPerson;
        if (session.person !== null) {
          return <SecondFactorFirst lacks={session.lacksSecondFactor}>{children}</SecondFactorFirst>;
        }
        if (isOpen) return children;
        return (
          <Suspense fallback={<Skeleton lines={6} />}>
            {session.secondStep === null ? (
              <SignInPage session={session} />
            ) : (
              <SecondStepPage ways={session.secondStep} />
            )}
          </Suspense>
        );
      }}
    </Loaded>
  );
}

/** For who is not in yet: nobody who is fetches them. */
const SignInPage = lazy(async () => ({ default: (await import('./sign-in-page.tsx')).SignInPage }));
const SecondStepPage = lazy(async () => ({
  default: (await import('./second-step-page.tsx')).SecondStepPage,
}));

const SetUpFactorPage = lazy(async () => {
  const [page] = await Promise.all([import('./set-up-factor-page.tsx'), loadAccountTexts()]);
  return { default: page.SetUpFactorPage };
});

/**
 * Stays with the person who sets up a second factor until the backup codes are kept, for they are shown once, and until
 * the session says that the factor is there: either may come first.
 */
function SecondFactorFirst({ lacks, children }: { lacks: boolean; children: ReactNode }) {
  const [stage, setStage] = useState<'none' | 'setting-up' | 'kept'>(lacks ? 'setting-up' : 'none');
  if (lacks && stage === 'none') setStage('setting-up');
  if (!lacks && stage === 'kept') setStage('none');
  if (stage === 'none') return children;
  return (
    <Suspense fallback={<Skeleton lines={4} />}>
      <SetUpFactorPage onKept={() => setStage('kept')} />
    </Suspense>
  );
}

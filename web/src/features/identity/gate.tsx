import { identityRoutes } from '@datalab/server/modules/identity/identity.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { apiQuery } from '../../app/query.ts';
import { sessionQuery } from '../../app/session.ts';
import { Loaded } from '../../ui/query-state.tsx';
import { FirstPersonPage } from './first-person-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { StartUpNote } from './start-up-note.tsx';
import { StartUpPage } from './start-up-page.tsx';

/** For people without a session too: a person with a code has no account yet. */
const openPages = ['/first-account'];
const startUpPollMs = 700;
const behindPollMs = 2000;
const startUpQuery = apiQuery(identityRoutes.getStartUp, {});

/** Shows a page only to a signed-in person on a hub that is ready; the address stays, so that nobody gets lost. */
export function Gate({ children }: { children: ReactNode }) {
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
            <SignedIn>{children}</SignedIn>
          </>
        ) : (
          <StartUpPage startUp={progress} />
        )
      }
    </Loaded>
  );
}

function SignedIn({ children }: { children: ReactNode }) {
  const known = useQuery(sessionQuery);
  const isOpen = useRouterState({ select: ({ location }) => openPages.includes(location.pathname) });
  return (
    <Loaded query={known}>
      {(session) => {
        if (session.needsFirstPerson) return <FirstPersonPage />;
        return session.person === null && !isOpen ? <SignInPage session={session} /> : children;
      }}
    </Loaded>
  );
}

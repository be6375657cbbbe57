import { ApiProblem } from '@datalab/server/platform/http/client.ts';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import { SecondaryLink } from './link.tsx';
import { Page } from './page.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { Skeleton } from './skeleton.tsx';

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data, Error>;
  readonly children: (data: Data) => ReactNode;
  readonly lines?: number;
  /** Why it can take long; appears when it does. */
  readonly whenLong?: string;
}

/** Shows what was fetched; until then its place, and when it failed why. What was already shown stays. */
export function Loaded<Data>({ query, children, lines = 4, whenLong }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <ProblemAlert
        error={query.error}
        isQuiet
        {...(mayPass(query.error) ? { onRetry: () => void query.refetch() } : {})}
      />
    );
  }
  return <Skeleton lines={lines} whenLong={whenLong} />;
}

/** As Loaded, for what is a whole page: it has a heading of its own when it cannot be shown. */
export function LoadedPage<Data>(props: LoadedProps<Data>) {
  const t = useTexts(uiTexts);
  const { query } = props;
  if (query.data !== undefined) return props.children(query.data);
  if (!query.isError) {
    return (
      <Page title={t('loading')}>
        <Loaded {...props} />
      </Page>
    );
  }
  return (
    <Page title={t(titleOf(query.error))}>
      <Loaded {...props} />
      <WaysOn error={query.error} />
    </Page>
  );
}

/** Stands where a page will be whose own code is still to come. */
export function LoadingPage() {
  const t = useTexts(uiTexts);
  return (
    <Page title={t('loading')}>
      <Skeleton lines={4} />
    </Page>
  );
}

function titleOf(error: Error) {
  const status = error instanceof ApiProblem ? error.status : undefined;
  if (status === 0) return 'noConnection';
  if (status === 401) return 'signedOut';
  if (status === 403) return 'notForYou';
  return status === 404 ? 'notThere' : 'cannotShow';
}

/** Where to go instead: up to the edition when this was a page of it, else to the lists. */
function WaysOn({ error }: { error: Error }) {
  const t = useTexts(uiTexts);
  const [, edition, page] = /^\/editions\/([^/]+)(\/.+)?/.exec(location.pathname) ?? [];
  const isEditionKnown = !(error instanceof ApiProblem && error.code === 'editions.unknown');
  return (
    <nav aria-label={t('waysOn')}>
      <ul className="row plain-list">
        {edition !== undefined && page !== undefined && isEditionKnown ? (
          <li>
            <SecondaryLink to="/editions/$edition" params={{ edition }}>
              {t('toEdition')}
            </SecondaryLink>
          </li>
        ) : null}
        <li>
          <SecondaryLink to="/editions">{t('toEditions')}</SecondaryLink>
        </li>
        <li>
          <SecondaryLink to="/">{t('toHome')}</SecondaryLink>
        </li>
      </ul>
    </nav>
  );
}

/** A refusal stays a refusal; what the hub could not do now it may do in a moment. */
function mayPass(error: Error): boolean {
  return !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500;
}

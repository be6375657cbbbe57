import { type Edition, type StepKey, stepKeys } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { editionQuery } from '../features/editions/edition.ts';
import { loadDataTexts, loadSharingTexts } from '../i18n/texts.ts';
import { LoadedPage, LoadingPage } from '../ui/query-state.tsx';

/** Each room is fetched when somebody enters it. */
const editionTexts = {
  prioritise: lazy(() =>
    import('./prioritise-page.tsx').then((wholeEdition) => ({ default: wholeEdition.PrioritisePage })),
  ),
  picture: lazy(() =>
    import('./picture-page.tsx').then((wholeEdition) => ({ default: wholeEdition.PicturePage })),
  ),
  share: lazy(async () => {
    const [{ SharePage }] = await Promise.all([
      import('./share-page.tsx'),
      loadDataTexts(),
      loadSharingTexts(),
    ]);
    return { default: SharePage };
  }),
  analyse: lazy(() =>
    import('./analyse-page.tsx').then((wholeEdition) => ({ default: wholeEdition.AnalysePage })),
  ),
  solve: lazy(() => import('./solve-page.tsx').then((wholeEdition) => ({ default: wholeEdition.SolvePage }))),
} as const satisfies Record<StepKey, unknown>;

export function EditionStepPage() {
  const { edition, step } = useParams({ from: '/editions/$edition/$step' });
  const key = stepKeys.find((known) => known === step);
  const query = useQuery(editionQuery(edition));
  if (key === undefined) return <NotFoundPage />;
  return (
    <LoadedPage query={query}>{(loaded) => <PageOfStep key={key} edition={loaded} step={key} />}</LoadedPage>
  );
}

function PageOfStep({ edition, step }: { edition: Edition; step: StepKey }) {
  const Entered = editionTexts[step];
  return (
    <Suspense fallback={<LoadingPage />}>
      <Entered edition={edition} />
    </Suspense>
  );
}

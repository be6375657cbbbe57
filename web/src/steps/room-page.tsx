import { type Edition, type StepKey, stepKeys } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { editionQuery } from '../features/editions/edition.ts';
import { LoadedPage, LoadingPage } from '../ui/loaded.tsx';

/** Each room is fetched when somebody enters it. */
const rooms = {
  prioritise: lazy(() => import('./prioritise-room.tsx').then((room) => ({ default: room.PrioritiseRoom }))),
  picture: lazy(() => import('./picture-room.tsx').then((room) => ({ default: room.PictureRoom }))),
  share: lazy(() => import('./share-room.tsx').then((room) => ({ default: room.ShareRoom }))),
  analyse: lazy(() => import('./analyse-room.tsx').then((room) => ({ default: room.AnalyseRoom }))),
  solve: lazy(() => import('./solve-room.tsx').then((room) => ({ default: room.SolveRoom }))),
} as const satisfies Record<StepKey, unknown>;

export function RoomPage() {
  const { edition, step } = useParams({ from: '/editions/$edition/$step' });
  const key = stepKeys.find((known) => known === step);
  const query = useQuery(editionQuery(edition));
  if (key === undefined) return <NotFoundPage />;
  return <LoadedPage query={query}>{(loaded) => <Room key={key} edition={loaded} step={key} />}</LoadedPage>;
}

function Room({ edition, step }: { edition: Edition; step: StepKey }) {
  const Entered = rooms[step];
  return (
    <Suspense fallback={<LoadingPage />}>
      <Entered edition={edition} />
    </Suspense>
  );
}

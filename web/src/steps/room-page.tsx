import { type Edition, type StepKey, stepKeys } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { editionQuery } from '../features/editions/edition.ts';
import { LoadedPage } from '../ui/loaded.tsx';
import { AnalyseRoom } from './analyse-room.tsx';
import { PictureRoom } from './picture-room.tsx';
import { PrioritiseRoom } from './prioritise-room.tsx';
import { ShareRoom } from './share-room.tsx';
import { SolveRoom } from './solve-room.tsx';

export function RoomPage() {
  const { edition, step } = useParams({ from: '/editions/$edition/$step' });
  const key = stepKeys.find((known) => known === step);
  const query = useQuery(editionQuery(edition));
  if (key === undefined) return <NotFoundPage />;
  return <LoadedPage query={query}>{(loaded) => <Room key={key} edition={loaded} step={key} />}</LoadedPage>;
}

function Room({ edition, step }: { edition: Edition; step: StepKey }) {
  switch (step) {
    case 'prioritise':
      return <PrioritiseRoom edition={edition} />;
    case 'picture':
      return <PictureRoom edition={edition} />;
    case 'share':
      return <ShareRoom edition={edition} />;
    case 'analyse':
      return <AnalyseRoom edition={edition} />;
    case 'solve':
      return <SolveRoom edition={edition} />;
  }
}

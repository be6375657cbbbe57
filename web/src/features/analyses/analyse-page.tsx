import { useParams } from '@tanstack/react-router';
import { AnalysesRoom } from './analyses-room.tsx';

export function AnalysePage() {
  const { edition } = useParams({ from: '/editions/$edition/analyse' });
  return <AnalysesRoom edition={edition} />;
}

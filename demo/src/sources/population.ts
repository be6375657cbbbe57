import type { TownMap } from '../map/town-map.ts';
import { months } from '../months.ts';
import type { Source } from './source.ts';

export interface PopulationFigure {
  readonly month: string;
  readonly neighbourhood: string;
  readonly inhabitants: number;
}

/** Inhabitants per neighbourhood and month; the town grew a little until the last month, which the map shows. */
export function countPopulation(map: TownMap): Source<PopulationFigure> {
  const happenings = months.flatMap((month, k) =>
    map.neighbourhoods.map(
      ({ code, inhabitants }): PopulationFigure => ({
        month,
        neighbourhood: code,
        inhabitants: Math.round(inhabitants * (1 - 0.0006 * (months.length - 1 - k))),
      }),
    ),
  );
  return {
    dataset: 'population',
    columns: ['month', 'neighbourhood', 'inhabitants'],
    happenings,
    toCells: ({ month, neighbourhood, inhabitants }) => [month, neighbourhood, String(inhabitants)],
    faults: [{ fault: 'subtotal-row', column: 'neighbourhood', times: 3 }],
    style: { delimiter: ';', lineEnd: '\r\n', encoding: 'utf-8-bom' },
  };
}

import type { ReactNode } from 'react';
import './trail.css';

export interface TrailStop {
  readonly key: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
}

/** The way from a goal to a number, one stop under the other. */
export function Trail({ stops }: { stops: readonly TrailStop[] }) {
  return (
    <ol className="trail">
      {stops.map((stop) => (
        <li className="trail-stop" key={stop.key}>
          <div className="trail-title">{stop.title}</div>
          {stop.detail === undefined ? null : <div className="trail-detail">{stop.detail}</div>}
        </li>
      ))}
    </ol>
  );
}

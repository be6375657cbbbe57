import type { ReactNode } from 'react';
import './lineage.css';

export interface LineageStep {
  readonly key: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
}

/** The lineage from a goal to a number, one step under the other. */
export function Lineage({ stops }: { stops: readonly LineageStep[] }) {
  return (
    <ol className="lineage">
      {stops.map((stop) => (
        <li className="lineage-step" key={stop.key}>
          <div className="lineage-title">{stop.title}</div>
          {stop.detail === undefined ? null : <div className="lineage-detail">{stop.detail}</div>}
        </li>
      ))}
    </ol>
  );
}

/** What this module tells the log. */
export const incidentsActions = [
  'incidents.reported',
  'incidents.changed',
  'incidents.decided',
  'incidents.noted',
  'incidents.closed',
] as const;
export type IncidentsAction = (typeof incidentsActions)[number];

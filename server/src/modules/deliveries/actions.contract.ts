/** What this module tells the log. */
export const deliveriesActions = [
  'deliveries.cancelled',
  'deliveries.failed',
  'deliveries.key-recorded',
  'deliveries.keyholder-granted',
  'deliveries.keyholder-withdrawn',
  'deliveries.landed',
  'deliveries.received',
  'deliveries.refused',
  'deliveries.withdrawn',
] as const;
export type DeliveriesAction = (typeof deliveriesActions)[number];

/** The stops of each kind of user, in the town of the demo; the words stand with the texts of the pages. */
export const tours = {
  facilitator: [
    { key: 'facilitator.day', path: '/' },
    { key: 'facilitator.edition', path: '/editions/care-at-home-and-nuisance' },
    { key: 'facilitator.canvas', path: '/editions/care-at-home-and-nuisance/canvas' },
    { key: 'facilitator.preparation', path: '/editions/debts-in-time/preparation' },
    { key: 'facilitator.solve', path: '/editions/care-at-home-and-nuisance/solve' },
    { key: 'facilitator.closing', path: '/editions/litter-on-the-street/closing' },
  ],
  participant: [
    { key: 'participant.day', path: '/' },
    { key: 'participant.edition', path: '/editions/care-at-home-and-nuisance' },
    { key: 'participant.goals', path: '/editions/care-at-home-and-nuisance/prioritise' },
    { key: 'participant.found', path: '/editions/care-at-home-and-nuisance/analyse' },
    { key: 'participant.solve', path: '/editions/care-at-home-and-nuisance/solve' },
  ],
  steward: [
    { key: 'steward.day', path: '/' },
    { key: 'steward.share', path: '/editions/care-at-home-and-nuisance/share' },
    { key: 'steward.data', path: '/data' },
    { key: 'steward.contract', path: '/data/nuisance-reports' },
  ],
  'privacy-officer': [
    { key: 'privacy-officer.day', path: '/' },
    { key: 'privacy-officer.releases', path: '/editions/care-at-home-and-nuisance/releases' },
    { key: 'privacy-officer.groupings', path: '/editions/care-at-home-and-nuisance/groupings' },
    { key: 'privacy-officer.log', path: '/audit' },
    { key: 'privacy-officer.network', path: '/organisations' },
  ],
  analyst: [
    { key: 'analyst.day', path: '/' },
    { key: 'analyst.picture', path: '/editions/care-at-home-and-nuisance/picture' },
    { key: 'analyst.builder', path: '/editions/care-at-home-and-nuisance/analyses/new' },
    { key: 'analyst.answers', path: '/editions/care-at-home-and-nuisance/analyse' },
    { key: 'analyst.impact', path: '/editions/litter-on-the-street/impact' },
  ],
  engineer: [
    { key: 'engineer.data', path: '/data' },
    { key: 'engineer.contract', path: '/data/nuisance-reports' },
    { key: 'engineer.register', path: '/data/register' },
    { key: 'engineer.share', path: '/editions/care-at-home-and-nuisance/share' },
  ],
  manager: [
    { key: 'manager.editions', path: '/editions' },
    { key: 'manager.decide', path: '/editions/debts-in-time/preparation' },
    { key: 'manager.impact', path: '/editions/litter-on-the-street/impact' },
    { key: 'manager.report', path: '/editions/litter-on-the-street/report' },
  ],
} as const;

export type TourRole = keyof typeof tours;
export type TourStop = (typeof tours)[TourRole][number];

const tourRoles = Object.keys(tours) as TourRole[];

/** The tour of somebody with these roles: of the first of them that has one. */
export function tourOf(roles: readonly string[]): { role: TourRole; stops: readonly TourStop[] } {
  const role = roles.map((held) => tourRoles.find((known) => known === held)).find((known) => known);
  return { role: role ?? 'participant', stops: tours[role ?? 'participant'] };
}

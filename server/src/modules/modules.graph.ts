/** Which module may import the api of which; the architecture test holds the code to it. It has no circles. */
export const moduleGraph = {
  audit: [],
  identity: ['audit'],
  catalogue: ['audit'],
  editions: ['audit', 'identity'],
  deliveries: ['audit', 'editions'],
  analyses: ['audit', 'editions'],
  canvas: ['audit', 'editions', 'analyses'],
  picture: ['analyses', 'audit', 'editions'],
  readiness: ['audit', 'editions'],
  solutions: ['audit', 'editions'],
  impact: ['analyses', 'audit', 'editions'],
  preparation: ['audit', 'editions', 'identity'],
  notices: ['audit', 'editions'],
  timeline: ['audit', 'editions'],
  closing: ['analyses', 'audit', 'canvas', 'editions', 'identity', 'picture', 'solutions'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

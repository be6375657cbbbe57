export { listCitable } from './citable.ts';
export { listEarlier } from './earlier-editions.ts';
export { findLandedSources } from './landed-sources.ts';
export { previewLeaving } from './leaving.ts';
export { listOwnWork } from './own-work.ts';
export { findPromiseFacts } from './promise-facts.ts';
export { createRungAdviser } from './rung-advice.ts';

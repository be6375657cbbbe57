export { categoryNames, columnNames, datasetNames } from './labels.ts';
export type { District, Neighbourhood, TownMap } from './map/town-map.ts';
export { months } from './months.ts';
export { type DemoOrganisation, organisations, type Words } from './organisations.ts';
export { type DemoPerson, people } from './people.ts';
export { type Dataset, datasets, type Fault } from './sources/source.ts';
export { agreeOnReports } from './story/agreement.ts';
export {
  type PlayOptions,
  playBehind,
  playDemo,
  type StoryStep,
  signInActors,
  storySteps,
  storyStepsBehind,
} from './story/play.ts';
export { contractsDir, generateTown, type Town, type TownFile } from './town.ts';
export type { Overlap, ReportBand, RowTruth, Truth } from './truth.ts';

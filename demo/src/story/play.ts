import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readAreas } from '@datalab/warehouse';
import { type DemoOrganisation, organisations } from '../organisations.ts';
import { people } from '../people.ts';
import { generateTown, type Town } from '../town.ts';
import type { Actors } from './actors.ts';
import { agreeOnCare, planDebts } from './agreement.ts';
import { revisitCanvas } from './canvas.ts';
import { type Client, signIn } from './client.ts';
import { closeOlderEdition } from './closing.ts';
import { handOver, prepareFile } from './deliveries.ts';
import { fillCatalogue, finishStep, prioritise, startYoungerEdition, takePicture } from './edition.ts';
import { analyse } from './findings.ts';
import { addInsights } from './insights.ts';
import { sendNudge } from './notices.ts';
import { beginOlderEdition, playOlderEdition } from './older-edition.ts';
import { answerReadiness, answerReadinessAgain } from './readiness.ts';

/** The parts of the story, in order, as the start-up page names them. */
export const storySteps = ['demo.town', 'demo.edition', 'demo.deliveries'] as const;
/** What nobody needs to look around: it is played while people do. */
export const storyStepsBehind = ['demo.analyses', 'demo.older-edition'] as const;
export type StoryStep = (typeof storySteps | typeof storyStepsBehind)[number];

export interface PlayOptions {
  readonly hubUrl: string;
  /** Where the partners keep their files; made anew. */
  readonly directory: string;
  readonly report: (step: StoryStep, progress: number) => void;
  readonly signal: AbortSignal;
}

/** What the rest of the story needs of its beginning: the town with its planted truth, and the questions that were asked. */
export interface Played {
  readonly town: Town;
  readonly asked: Awaited<ReturnType<typeof prioritise>>;
}

/**
 * Plays the edition of Voorbeeldstad on a running hub in demo mode, as its people would: over HTTP, with their own
 * rights, through the running keyholder. `playBehind` plays what is left.
 */
export async function playDemo({ hubUrl, directory, report, signal }: PlayOptions): Promise<Played> {
  report('demo.town', 0);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const town = await generateTown({ outDir: directory });
  report('demo.town', 1);

  report('demo.edition', 0);
  const actors = await signInActors(hubUrl, signal);
  await fillCatalogue(actors, town);
  await beginOlderEdition(actors);
  const asked = await prioritise(actors);
  await answerReadiness({ hubUrl, signal });
  await takePicture(actors, asked, join(directory, 'documents'));
  await agreeOnCare(actors, town);
  await revisitCanvas(actors);
  await startYoungerEdition(actors);
  await planDebts(actors);
  await sendNudge(actors);
  report('demo.edition', 1);

  await deliverAll(actors, town, directory, signal, (share) => report('demo.deliveries', share));
  await finishStep(actors.facilitator, 'share');
  return { town, asked };
}

/** Plays the analyses, and the edition of some time ago. */
export async function playBehind(
  { hubUrl, directory, report, signal }: PlayOptions,
  { town, asked }: Played,
): Promise<void> {
  report('demo.analyses', 0);
  const actors = await signInActors(hubUrl, signal);
  await analyse(actors, asked, (share) => report('demo.analyses', share * 0.9));
  await addInsights(actors, asked);
  await answerReadinessAgain({ hubUrl, signal }, actors, asked);
  report('demo.analyses', 1);
  report('demo.older-edition', 0);
  await playOlderEdition(actors, { town, directory: join(directory, 'litter'), signal });
  report('demo.older-edition', 0.9);
  await closeOlderEdition(actors);
  report('demo.older-edition', 1);
}

/** Partners pseudonymise one after another; meanwhile the hub lands what was delivered before. */
async function deliverAll(
  actors: Actors,
  town: Town,
  directory: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  const geojson = JSON.parse(await readFile(town.areasFile, 'utf8')) as object;
  const areas = await readAreas(geojson, town.areaYear);
  let landed = Promise.resolve();
  for (const [index, file] of town.files.entries()) {
    const steward = actors.stewards[file.organisation];
    const story = {
      edition: 'care-at-home-and-nuisance',
      town,
      areas,
      directory: join(directory, file.organisation),
      signal,
      onProgress: (share: number) => onProgress((index + share * 0.9) / town.files.length),
    };
    story.onProgress(0);
    const [prepared] = await Promise.all([prepareFile(steward, file, story), landed]);
    landed = handOver(steward, file, prepared, story);
  }
  await landed;
  onProgress(1);
}

/** Everybody who acts in the story, each with a session of their own. */
export async function signInActors(hubUrl: string, signal: AbortSignal): Promise<Actors> {
  const sessions = new Map<string, Promise<Client & { readonly name: string }>>();
  const playing = (organisation: string, ...roles: string[]) => {
    const person = people.find(
      (candidate) =>
        candidate.organisation === organisation && candidate.roles.some((role) => roles.includes(role)),
    );
    if (person === undefined) throw new Error(`no person of ${organisation} is ${roles.join(' or ')}`);
    const session =
      sessions.get(person.email) ??
      signIn(hubUrl, person.email, signal).then((client) => ({ ...client, name: person.name }));
    sessions.set(person.email, session);
    return session;
  };
  const perOrganisation = async (...roles: string[]) =>
    Object.fromEntries(
      await Promise.all(
        organisations.map(async ({ slug }) => [slug, await playing(slug, ...roles)] as const),
      ),
    ) as Record<DemoOrganisation['slug'], Client & { readonly name: string }>;
  const [facilitator, engineer, analyst, administrator, stewards, deciders, officers, signers] =
    await Promise.all([
      playing('municipality', 'facilitator'),
      playing('municipality', 'engineer'),
      playing('municipality', 'analyst'),
      playing('municipality', 'administrator'),
      perOrganisation('steward'),
      perOrganisation('participant', 'manager'),
      perOrganisation('privacy-officer'),
      perOrganisation('manager', 'participant'),
    ]);
  return { facilitator, engineer, analyst, administrator, stewards, deciders, officers, signers };
}

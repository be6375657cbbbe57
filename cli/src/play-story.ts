import {
  type PlayOptions,
  playBehind,
  playDemo,
  type StoryStep,
  storySteps,
  storyStepsBehind,
} from '@datalab/demo';
import type { Server } from '@datalab/server/compose.ts';
import type { Work } from './commands/command.ts';
import type { Story } from './demo-story.ts';

const stepTasks: Readonly<Record<StoryStep, string>> = {
  'demo.town': 'making up Voorbeeldstad',
  'demo.edition': 'opening its edition',
  'demo.deliveries': 'delivering the data of five organisations',
  'demo.analyses': 'answering the first questions',
  'demo.older-edition': 'adding an edition of some time ago',
};

export function planStory({ startUp }: Server): void {
  startUp.plan(storySteps);
  startUp.planBehind(storyStepsBehind);
}

const shown: readonly StoryStep[] = storySteps;

/** Plays what people need to begin. Returns what plays the rest, while they look around. */
export async function playStory(
  story: Story,
  server: Server,
  url: string,
  work: Work,
): Promise<() => Promise<void>> {
  const { terminal, signal } = work;
  terminal.note(`Preparing the demo, once. ${url} shows how far it is.`);
  const progress = terminal.startProgress();
  let current: StoryStep = storySteps[0];
  const report: PlayOptions['report'] = (step, share) => {
    current = step;
    server.startUp.report(step, share);
    const index = shown.indexOf(step);
    if (index >= 0) progress.report(stepTasks[step], (index + share) / shown.length);
  };
  const options = { hubUrl: url, directory: story.partnerDirectory, signal, report };
  const explain = async <T>(played: Promise<T>): Promise<T> => {
    try {
      return await played;
    } catch (error) {
      server.startUp.fail(current);
      if (!signal.aborted) terminal.note(failureText(current, error));
      throw error;
    }
  };
  const played = await explain(playDemo(options).finally(() => progress.end()));
  return async () => {
    await explain(playBehind(options, played));
    await story.finish();
    terminal.note('The demo is complete.');
  };
}

function failureText(step: StoryStep, error: unknown): string {
  // Everything in the demo is made up, so its messages quote nobody.
  const reason = error instanceof Error ? error.message : String(error);
  return `The demo could not be prepared, while ${stepTasks[step]}: ${reason}\nStart again to begin anew.`;
}

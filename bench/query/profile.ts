import { type Profiler, Session } from 'node:inspector/promises';

/** A function as it was called, with the time that was spent in it and in what it called. */
export interface Frame {
  readonly name: string;
  readonly selfMs: number;
  readonly totalMs: number;
  readonly children: readonly Frame[];
}

/** What functions work spent its time in, looked at ten thousand times a second. */
export async function profile(work: () => Promise<unknown>): Promise<Frame> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 100 });
    await session.post('Profiler.start');
    await work();
    const { profile: taken } = await session.post('Profiler.stop');
    return toFrame(taken);
  } finally {
    session.disconnect();
  }
}

function toFrame({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Frame {
  const selfMs = new Map<number, number>();
  for (const [at, id] of samples.entries()) {
    selfMs.set(id, (selfMs.get(id) ?? 0) + (timeDeltas[at] ?? 0) / 1000);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const build = (id: number): Frame => {
    const node = byId.get(id);
    const children = (node?.children ?? []).map(build);
    const self = selfMs.get(id) ?? 0;
    return {
      name: node ? nameOf(node.callFrame) : '',
      selfMs: self,
      totalMs: children.reduce((sum, { totalMs }) => sum + totalMs, self),
      children,
    };
  };
  return withoutWaiting(build(nodes[0]?.id ?? 0));
}

function nameOf({ functionName, url, lineNumber }: Profiler.ProfileNode['callFrame']): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  const file = url.split('/').at(-1);
  return file === undefined || file === '' ? name : `${name} ${file}:${lineNumber + 1}`;
}

/** Without waiting, and without what taking the profile itself took. */
function withoutWaiting(root: Frame): Frame {
  const children = root.children.filter(({ name }) => !/^(\(idle\)|\(program\)|profile )/.test(name));
  return { ...root, children, totalMs: children.reduce((sum, { totalMs }) => sum + totalMs, 0) };
}

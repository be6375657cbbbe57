import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Delivery, deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { ApiProblem, addressOf, readProblem } from '@datalab/server/platform/http/client.ts';
import { type ExitCode, exitCodes, WrongUse } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import type { Command } from './command.ts';

export interface DeliverOptions {
  readonly file: string;
  readonly hub: string;
  readonly edition: string;
  readonly dataSet: string;
  readonly wait: boolean;
}

const askAgainMs = 1000;
const unfinished: readonly Delivery['state'][] = ['received', 'checking', 'landing'];

/** Delivers a file to the hub as a service account, and follows it until it landed or was refused. */
export const deliver: Command<DeliverOptions> = async (options, { terminal, signal, env }) => {
  const ask = reachHub(options.hub, env['DATALAB_TOKEN'], signal);
  const { edition, dataSet } = options;
  await stat(options.file);
  const form = new FormData();
  form.set('file', await openAsBlob(options.file), basename(options.file));
  const params = { edition, dataSet };
  const received = await ask(addressOf(deliveriesRoutes.deliver, { params }), { method: 'POST', body: form });
  const delivery = options.wait ? await follow(ask, received, { terminal, signal }) : received;
  terminal.show(delivery, deliveryText(delivery, options.hub));
  return exitOf(delivery);
};

type Ask = (address: string, request?: RequestInit) => Promise<Delivery>;

function reachHub(hub: string, token: string | undefined, signal: AbortSignal): Ask {
  if (token === undefined || token === '') {
    throw new WrongUse(
      'deliver.no-token',
      'There is no token of a service account.',
      'Put it in the environment variable DATALAB_TOKEN; an administrator of your organisation makes one.',
    );
  }
  const root = readHub(hub);
  return async (address, request = {}) => {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const sent = { ...request, headers, signal, redirect: 'error' } as const;
    const response = await fetch(new URL(address, root), sent).catch(explainUnreachable);
    if (!response.ok) throw refusedByHub(await readProblem(response));
    return (await response.json()) as Delivery;
  };
}

function explainUnreachable(error: unknown): never {
  if (error instanceof TypeError) throw refusedByHub(new ApiProblem('connection.lost', 0));
  throw error;
}

/** A token goes over no connection that others can read. */
function readHub(hub: string): URL {
  const url = URL.canParse(hub) ? new URL(hub) : undefined;
  const isOwn = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isOwn)) return url;
  throw new WrongUse(
    'deliver.unsafe-hub',
    'The address of the hub must begin with https://.',
    'http:// is only for a hub on this machine.',
  );
}

function refusedByHub({ code, status }: ApiProblem): Error {
  if (code === 'connection.lost') return new WrongUse(code, 'The hub does not answer.', 'Try again later.');
  const hint = hints[code] ?? (status === 403 ? 'Look in Datalab what this account may do.' : '');
  return new WrongUse(code, `The hub did not take it (${code}).`, hint);
}

const hints: Readonly<Record<string, string>> = {
  'session.token-refused':
    'The token was revoked, has expired or was copied wrongly, or its owner lost the role.',
  'session.outside-scope': 'An administrator can make an account that may do this.',
  'deliveries.already-running': 'An earlier file of this data set is still on its way. Wait for it.',
  'deliveries.same-file': 'This very file was delivered before. Nothing was done.',
  'deliveries.has-identities': 'Make a delivery without identities first: datalab pseudonymise.',
};

async function follow(
  ask: Ask,
  received: Delivery,
  { terminal, signal }: { readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<Delivery> {
  const progress = terminal.startProgress();
  const params = { edition: received.edition, delivery: received.id };
  let delivery = received;
  try {
    while (unfinished.includes(delivery.state)) {
      progress.report(delivery.state);
      await wait(askAgainMs, undefined, { signal });
      delivery = await ask(addressOf(deliveriesRoutes.getDelivery, { params }));
    }
    return delivery;
  } finally {
    progress.end();
  }
}

function deliveryText(
  { id, dataSet, edition, state, version, rows, problem }: Delivery,
  hub: string,
): string {
  const about = `${dataSet} in ${edition} (delivery ${id}, ${hub})`;
  if (state === 'landed') return `${about}: landed as ${version ?? ''}, ${rows?.rejected ?? 0} rows rejected`;
  if (unfinished.includes(state)) return `${about}: taken in; the hub checks it`;
  return `${about}: ${state}${problem === null ? '' : ` (${problem.code})`}`;
}

function exitOf({ state, rows }: Delivery): ExitCode {
  if (state === 'landed') return (rows?.rejected ?? 0) > 0 ? exitCodes.partial : exitCodes.done;
  return unfinished.includes(state) ? exitCodes.done : exitCodes.unusable;
}

import { lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export interface OutsideRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Asks an address that a user gave; redirects are given back and never followed. */
export type FetchOutside = (address: string, request?: OutsideRequest) => Promise<Response>;

/** An address that the hub does not go to, or an answer that it does not take. */
export class OutsideRefused extends Error {
  readonly reason: 'not-https' | 'private-address' | 'too-large';

  constructor(reason: OutsideRefused['reason']) {
    super(`Not asked or not taken: ${reason}`);
    this.name = 'OutsideRefused';
    this.reason = reason;
  }
}

export interface OutsideBounds {
  /** For a hub that itself answers on this machine only: a trial and a test have their provider beside them. */
  readonly allowLoopback: boolean;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

/**
 * Only https, and only public addresses: else a user could have the hub read what its own network keeps for itself. The
 * address is judged when the connection is made, so a name that first leads elsewhere does not help.
 */
export function createFetchOutside(bounds: OutsideBounds): FetchOutside {
  const { timeoutMs = 5000, maxBytes = 1_000_000 } = bounds;
  return async (address, request = {}) => {
    const url = new URL(address);
    const host = url.hostname.replaceAll(/[[\]]/g, '');
    requireSafe(url, host, bounds);
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise<Response>((resolve, reject) => {
      const { method = 'GET', headers = {} } = request;
      const sent = send(url, { method, headers, signal, agent: false, lookup: lookUpSafely(bounds) });
      sent.once('error', reject);
      sent.once('response', (answer) => void readAnswer(answer, maxBytes).then(resolve, reject));
      sent.end(request.body);
    });
  };
}

function requireSafe(url: URL, host: string, bounds: OutsideBounds): void {
  const isOwn = host === 'localhost' || (isIP(host) !== 0 && loopback.check(host, familyOf(host)));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwn && bounds.allowLoopback))
    throw new OutsideRefused('not-https');
  if (isIP(host) !== 0 && !isOpenAddress(host, bounds)) throw new OutsideRefused('private-address');
}

function lookUpSafely(bounds: OutsideBounds): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, [], 0);
      const isOpen = addresses.every(({ address }) => isOpenAddress(address, bounds));
      if (!isOpen) return done(new OutsideRefused('private-address'), [], 0);
      const [first] = addresses;
      if (options.all === true || first === undefined) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
}

/** Not loopback, of a private network, link-local (where clouds keep their secrets), or otherwise for a special use. */
export function isOpenAddress(
  address: string,
  { allowLoopback }: Pick<OutsideBounds, 'allowLoopback'>,
): boolean {
  const family = familyOf(address);
  if (loopback.check(address, family)) return allowLoopback;
  return !special.check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

const loopback = listOf(['127.0.0.0/8', '::1/128']);
const special = listOf([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...[
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
  ],
  ...['224.0.0.0/4', '240.0.0.0/4', '::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/32'],
  ...[
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
    '5f00::/16',
    'fc00::/7',
    'fe80::/10',
    'fec0::/10',
    'ff00::/8',
  ],
]);

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = '', bits] = subnet.split('/');
    list.addSubnet(address, Number(bits), familyOf(address));
  }
  return list;
}

async function readAnswer(answer: IncomingMessage, maxBytes: number): Promise<Response> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new OutsideRefused('too-large');
    chunks.push(chunk);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const status = answer.statusCode ?? 502;
  const isBare = status === 204 || status === 304;
  return new Response(isBare ? null : Buffer.concat(chunks), { status, headers });
}

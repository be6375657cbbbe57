import { BlockList, isIP } from 'node:net';

/** Where a request comes from, as far as that can be believed: an address, or of IPv6 the network of a household. */
export type ReadCaller = (headers: Headers, socketAddress: string | undefined) => string;

export class ProxiesMisconfigured extends Error {
  constructor(entry: string, why: string) {
    super(`${entry} is no proxy to trust: ${why}.`);
    this.name = 'ProxiesMisconfigured';
  }
}

/** Wider than this a list holds addresses of strangers, who could then write down any address as theirs. */
const prefixMin = { ipv4: 8, ipv6: 32 } as const;
const prefixMax = { ipv4: 32, ipv6: 128 } as const;
/** More hops than a proxy in front of a proxy has, written by somebody who wants to keep us busy. */
const hopsMax = 20;

/**
 * Reads the caller from `X-Forwarded-For` only where the connection comes from a trusted proxy, from the last hop back to
 * the first that is none: what stands before that the caller may have written.
 * `onUntrusted` is told once when a proxy seems to be missing: all people behind it count as one caller.
 * Throws `ProxiesMisconfigured` for an entry that is no address or network, or one so wide that strangers are in it.
 */
export function createCallerReader(
  trustedProxies: readonly string[],
  onUntrusted: () => void = () => {},
): ReadCaller {
  const trusted = new BlockList();
  for (const entry of trustedProxies) addProxy(trusted, entry);
  const isTrusted = (address: string): boolean => trusted.check(address, familyOf(address));
  let isSaid = false;
  const tellOnce = (): void => {
    if (!isSaid) onUntrusted();
    isSaid = true;
  };
  return (headers, socketAddress) => {
    const socket = toPlainAddress(socketAddress ?? '');
    if (socket === undefined) return 'unknown';
    const hops = headers.get('x-forwarded-for')?.split(',') ?? [];
    if (!isTrusted(socket)) {
      if (hops.length > 0) tellOnce();
      return toNetwork(socket);
    }
    let caller = socket;
    for (const hop of hops.slice(-hopsMax).reverse()) {
      const address = toPlainAddress(hop.trim());
      if (address === undefined) break;
      caller = address;
      if (!isTrusted(address)) break;
    }
    return toNetwork(caller);
  };
}

function addProxy(trusted: BlockList, entry: string): void {
  const [address = '', prefixText, ...rest] = entry.split('/');
  if (isIP(address) === 0 || rest.length > 0) {
    throw new ProxiesMisconfigured(entry, 'give an IP address or a network, such as 10.0.0.5 or 10.0.0.0/24');
  }
  const family = familyOf(address);
  const prefix = prefixText === undefined ? prefixMax[family] : Number(prefixText);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > prefixMax[family] || prefixText === '') {
    throw new ProxiesMisconfigured(entry, `after the stroke comes a number up to ${prefixMax[family]}`);
  }
  if (prefix < prefixMin[family]) {
    throw new ProxiesMisconfigured(
      entry,
      'it holds addresses of anybody, who could then say to come from anywhere',
    );
  }
  trusted.addSubnet(address, prefix, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** Without a port, brackets or zone, and of IPv4 that is written as IPv6 the IPv4; undefined for what is no address. */
function toPlainAddress(text: string): string | undefined {
  const bare =
    /^\[(?<six>[^\]]+)\](:\d+)?$/.exec(text)?.groups?.['six'] ?? text.replace(/^([\d.]+):\d+$/, '$1');
  const address = bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? undefined : address;
}

/** One household or machine has a whole /64 of IPv6 to call from. */
function toNetwork(address: string): string {
  if (familyOf(address) === 'ipv4') return address;
  return `${expandGroups(address).slice(0, 4).join(':')}::/64`;
}

function expandGroups(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const first = groups(head);
  const last = groups(tail ?? '');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return [...first, ...zeros, ...last].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
}

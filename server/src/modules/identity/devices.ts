import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Which devices an owner of an account signed in with before: remembered by the device, in a cookie that it cannot make. */
export interface Devices {
  /** The device that asks, when the owner of this account signed in with it before. */
  recognise(email: string, headers: Headers): string | undefined;
  /** The cookie that says so from now on, beside what it said of other accounts. */
  remember(email: string, headers: Headers): string;
}

const validSeconds = 180 * 24 * 3600;
/** People who share a device at a desk; the one who was there longest ago drops out. */
const accountsMax = 5;
const idPattern = /^[\w-]{22}$/;

export function createDevices({ secret, isHttps }: { secret: string; isHttps: boolean }): Devices {
  const name = isHttps ? '__Host-datalab.device' : 'datalab.device';
  const sealOf = (device: string, email: string): string =>
    createHmac('sha256', secret)
      .update(`device ${device} ${email.toLowerCase()}`)
      .digest('base64url')
      .slice(0, 22);
  const read = (headers: Headers): { device: string; seals: string[] } | undefined => {
    const cookies = (headers.get('cookie') ?? '').split(/;\s*/);
    const value = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
    const [device = '', ...seals] = value.split('.');
    if (!idPattern.test(device)) return undefined;
    return { device, seals: seals.filter((seal) => idPattern.test(seal)).slice(0, accountsMax) };
  };
  return {
    recognise: (email, headers) => {
      const known = read(headers);
      if (known === undefined) return undefined;
      const own = Buffer.from(sealOf(known.device, email));
      return known.seals.some((seal) => timingSafeEqual(Buffer.from(seal), own)) ? known.device : undefined;
    },
    remember: (email, headers) => {
      const { device, seals } = read(headers) ?? { device: randomBytes(16).toString('base64url'), seals: [] };
      const own = sealOf(device, email);
      const kept = [own, ...seals.filter((seal) => seal !== own)].slice(0, accountsMax);
      const attributes = `Path=/; Max-Age=${validSeconds}; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
      return `${name}=${[device, ...kept].join('.')}; ${attributes}`;
    },
  };
}

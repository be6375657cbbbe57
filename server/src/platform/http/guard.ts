import { isIP } from 'node:net';
import { Failure } from '../errors/failure.ts';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Data is never a page: it may load nothing and stand in no frame. Said in few words, for a page asks for much data. */
const dataSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";

export function addSecurityHeaders(headers: Headers, isHttps: boolean): void {
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', 'same-origin');
  if (/^application\/(problem\+)?json/.test(headers.get('content-type') ?? '')) {
    headers.set('content-security-policy', dataSecurityPolicy);
  } else {
    headers.set('content-security-policy', contentSecurityPolicy);
    headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    headers.set('cross-origin-opener-policy', 'same-origin');
  }
  if (isHttps) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
}

/**
 * A page of elsewhere can let its own name lead to this server, and then passes for a page of this server (DNS rebinding).
 * So only the name that people use is answered to, and what no name can be made to lead to: an address by its number, and
 * localhost.
 */
export function requireOwnHost(request: Request, publicHost: string | undefined): void {
  const host = (request.headers.get('host') ?? new URL(request.url).host).toLowerCase();
  const name = host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  if (host === publicHost || name === 'localhost' || isIP(name) !== 0) return;
  throw new Failure('request.other-host', 421);
}

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A page of another site must not act with the cookies of a visitor: browsers say where a request comes from,
 * and programs without a browser send neither header and have no cookies to abuse.
 */
export function requireSameOrigin(request: Request, publicOrigin: string | undefined): void {
  if (readingMethods.has(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) {
    if (site === 'same-origin' || site === 'none') return;
    throw new Failure('session.forbidden', 403);
  }
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== (publicOrigin ?? new URL(request.url).origin)) {
    throw new Failure('session.forbidden', 403);
  }
}

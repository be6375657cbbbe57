import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { identityRoutes } from '@datalab/server/modules/identity/identity.contract.ts';
import { addressOf, createClient, readProblem } from '@datalab/server/platform/http/client.ts';
import type { RouteDefinition } from '@datalab/server/platform/http/route.ts';

export type Client = Awaited<ReturnType<typeof signIn>>;

/** The hub as one person of the demo reaches it: over HTTP, with a session of their own. */
export async function signIn(hubUrl: string, email: string, signal: AbortSignal) {
  let cookie = '';
  const reach = async (address: string, request: RequestInit): Promise<Response> => {
    const headers = new Headers(request.headers);
    headers.set('origin', hubUrl);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(`${hubUrl}${address}`, { ...request, headers, signal });
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    if (set.length > 0) cookie = set.join('; ');
    return response;
  };
  const call = createClient(reach);
  await call(identityRoutes.signInAsDemoPerson, { body: { email } });

  return {
    call,

    async upload<T>(
      route: RouteDefinition<never, never, never, never> | RouteDefinition,
      params: Record<string, string>,
      file: string,
    ): Promise<T> {
      const form = new FormData();
      form.set('file', await openAsBlob(file), basename(file));
      const response = await reach(addressOf(route, { params }), { method: 'POST', body: form });
      if (!response.ok) throw await readProblem(response);
      return (await response.json()) as T;
    },
  };
}

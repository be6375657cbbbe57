import { ApiProblem, createClient } from '@datalab/server/platform/http/client.ts';

export { ApiProblem, addressOf, type CallInput, readProblem } from '@datalab/server/platform/http/client.ts';

/** Does one operation of the hub. Throws ApiProblem, never anything else, unless it was aborted. */
export const call = createClient(reach);

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem('connection.lost', 0);
  }
}

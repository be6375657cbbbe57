import { type Delivery, deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { ApiProblem, addressOf, readProblem } from '../../app/api.ts';

export interface Upload {
  done: Promise<Delivery>;
  stop: () => void;
}

/**
 * Sends a file and says how far it is, from 0 to 1. An XMLHttpRequest, because fetch does not tell how much of
 * a body has been sent.
 */
export function uploadDelivery(
  params: { edition: string; dataSet: string },
  file: File,
  onProgress: (sent: number) => void,
): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<Delivery>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText));
      else readProblem(new Response(request.responseText, { status: request.status })).then(reject, reject);
    });
    request.addEventListener('error', () => reject(new ApiProblem('connection.lost', 0)));
    request.addEventListener('abort', () => reject(new DOMException('Stopped', 'AbortError')));
  });
  const body = new FormData();
  body.append('file', file, file.name);
  request.open('POST', addressOf(deliveriesRoutes.deliver, { params }));
  request.setRequestHeader('accept', 'application/json');
  request.send(body);
  return { done, stop: () => request.abort() };
}

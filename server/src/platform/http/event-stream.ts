/** One event on its way to a browser; what has an id is not sent again after a reconnect. */
export interface ServerEvent<Data> {
  readonly id?: string;
  readonly data: Data;
}

export interface EventSink<Data> {
  send(event: ServerEvent<Data>): void;
  /** The browser connects again by itself, with the id of the last event it saw. */
  end(): void;
}

/** Begins to send and gives back how to stop. */
export type Subscription<Data> = (sink: EventSink<Data>) => () => void;

const heartbeatMs = 15_000;
/** The permission to listen is judged again at every connection, so no connection lasts. */
const connectionMs = 300_000;
const waitingMax = 500;

export function eventStreamResponse<Data>(subscribe: Subscription<Data>, headers: Headers): Response {
  headers.set('content-type', 'text/event-stream');
  headers.set('x-accel-buffering', 'no');
  return new Response(openStream(subscribe), { status: 200, headers });
}

function openStream<Data>(subscribe: Subscription<Data>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = (): void => {};
  return new ReadableStream({
    start(controller) {
      let isOpen = true;
      const write = (text: string): void => {
        if (!isOpen) return;
        controller.enqueue(encoder.encode(text));
        // A reader who stopped reading catches up later on a new connection.
        if ((controller.desiredSize ?? 0) < -waitingMax) end();
      };
      const heartbeat = setInterval(() => write(': here\n\n'), heartbeatMs);
      const lifetime = setTimeout(() => end(), connectionMs);
      let unsubscribe = (): void => {};
      stop = () => {
        isOpen = false;
        clearInterval(heartbeat);
        clearTimeout(lifetime);
        unsubscribe();
      };
      const end = (): void => {
        if (!isOpen) return;
        stop();
        controller.close();
      };
      write('retry: 2000\n\n');
      unsubscribe = subscribe({ send: (event) => write(eventToText(event)), end });
    },
    cancel: () => stop(),
  });
}

function eventToText({ id, data }: ServerEvent<unknown>): string {
  return `${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}

/**
 * A body that is made while it is sent may fail on its way. What the error says is for nobody, so it is given to `onError`
 * and never sent on: whoever reads finds a connection that ended too early, by `breakOff`, and so knows that it is not
 * whole. Where there is no connection to end, the reader gets an error without words of the first.
 */
export function guardBody(
  body: ReadableStream<Uint8Array>,
  onError: (error: unknown) => void,
  breakOff: (() => void) | undefined,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          onError(error);
          if (breakOff === undefined) return controller.error(new Error('The body broke off'));
          breakOff();
          controller.close();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

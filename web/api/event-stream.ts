/** One dispatched server-sent event. */
export interface StreamEvent {
  /** "message" where the stream names none. */
  readonly type: string;
  readonly data: string;
}

/** Takes bytes cut anywhere and returns the events that they complete. */
export type FeedEventStream = (bytes: Uint8Array) => StreamEvent[];

/**
 * A parser of `text/event-stream` (HTML Standard, section 9.2.6): UTF-8 with an optional byte order mark, lines ended
 * by LF, CR or CRLF, comments, several data lines. An event that the stream's end cuts off is dropped, as the
 * standard says. `id` and `retry` are ignored: an answer is never resumed.
 */
export function createEventStreamParser(): FeedEventStream {
  const decoder = new TextDecoder();
  let rest = '';
  let afterCarriageReturn = false;
  let type = '';
  let data: string[] = [];

  const takeLine = (line: string, events: StreamEvent[]) => {
    if (line === '') {
      if (data.length > 0) events.push({ type: type === '' ? 'message' : type, data: data.join('\n') });
      type = '';
      data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'event') type = value;
    else if (field === 'data') data.push(value);
  };

  return (bytes) => {
    const events: StreamEvent[] = [];
    let chunk = decoder.decode(bytes, { stream: true });
    if (chunk === '') return events;
    // The first half of a CRLF already ended its line, in the chunk before.
    if (afterCarriageReturn && chunk.startsWith('\n')) chunk = chunk.slice(1);
    afterCarriageReturn = chunk === '' ? false : chunk.endsWith('\r');
    const lines = (rest + chunk).split(/\r\n|\r|\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) takeLine(line, events);
    return events;
  };
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEventStreamParser, type StreamEvent } from '../../web/api/event-stream.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

function parse(stream: Uint8Array, cuts: readonly number[] = []): StreamEvent[] {
  const feed = createEventStreamParser();
  const at = [0, ...[...cuts].map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length];
  return at.slice(1).flatMap((end, index) => feed(stream.slice(at[index], end)));
}

const delta = (data: string): StreamEvent => ({ type: 'text-delta', data });

const cases: readonly (readonly [what: string, stream: string, events: readonly StreamEvent[]])[] = [
  ['an event', 'event: text-delta\ndata: {"text":"a"}\n\n', [delta('{"text":"a"}')]],
  ['line ends of Windows', 'event: text-delta\r\ndata: a\r\n\r\n', [delta('a')]],
  ['line ends of CR alone', 'event: text-delta\rdata: a\r\r', [delta('a')]],
  ['no name', 'data: a\n\n', [{ type: 'message', data: 'a' }]],
  ['several data lines', 'data: a\ndata: b\n\n', [{ type: 'message', data: 'a\nb' }]],
  ['only the first space after the colon is dropped', 'data:  a\n\n', [{ type: 'message', data: ' a' }]],
  ['no space after the colon', 'event:text-delta\ndata:a\n\n', [delta('a')]],
  ['comments and heartbeats', ': heartbeat\n\nevent: text-delta\n: here too\ndata: a\n\n', [delta('a')]],
  ['a field without a colon', 'data\n\n', [{ type: 'message', data: '' }]],
  ['a name does not outlive its event', 'event: text-delta\n\ndata: a\n\n', [{ type: 'message', data: 'a' }]],
  ['ids and unknown fields', 'id: 7\nretry: 10\nnote: x\ndata: a\n\n', [{ type: 'message', data: 'a' }]],
  ['a byte order mark', '\ufeffevent: text-delta\ndata: a\n\n', [delta('a')]],
  ['an event that the end cuts off', 'data: a\n\ndata: b\n', [{ type: 'message', data: 'a' }]],
];

describe('the event stream parser', () => {
  test.each(cases)('%s', (_, stream, events) => {
    expect(parse(bytesOf(stream))).toEqual(events);
  });

  test('gives the same events wherever the bytes are cut, within characters and line ends too', () => {
    const line = fc.constantFrom('\n', '\r', '\r\n');
    const data = fc.array(fc.constantFrom('Sarwar’s', ' ', '𝔸', '{"text":"é"}', ':', '[1]'), { maxLength: 6 });
    const event = fc.record({
      type: fc.constantFrom('text-delta', 'answer-end'),
      data: data.map((all) => all.join('')),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 5 }),
        line,
        fc.array(fc.nat(), { maxLength: 12 }),
        (events, end, cuts) => {
          const stream = events.map((item) => `: beat${end}event: ${item.type}${end}data: ${item.data}${end}${end}`);
          expect(parse(bytesOf(stream.join('')), cuts)).toEqual(events);
        },
      ),
    );
  });

  test('takes one byte at a time', () => {
    const stream = bytesOf('event: text-delta\r\ndata: “naïve” 𝔸\r\n\r\nevent: answer-end\r\ndata: {}\r\n\r\n');
    const feed = createEventStreamParser();
    const events = [...stream].flatMap((byte) => feed(Uint8Array.of(byte)));
    expect(events).toEqual([delta('“naïve” 𝔸'), { type: 'answer-end', data: '{}' }]);
  });
});

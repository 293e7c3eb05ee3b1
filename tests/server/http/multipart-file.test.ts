import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RequestError } from '../../../server/errors.ts';
import { readMultipartFile } from '../../../server/http/multipart-file.ts';

const bounds = { fileBytes: 5000, tooLarge: () => new RequestError(413, 'file-too-large', 'Too large.') };
const encoder = new TextEncoder();

/** A request whose body comes in pieces that end at the given places. */
function requestOf(body: Uint8Array, cuts: readonly number[] = [], boundary = 'b0und'): Request {
  const places = [0, ...cuts.map((cut) => Math.min(cut, body.byteLength)).sort((a, b) => a - b), body.byteLength];
  let next = 1;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const [from, to] = [places[next - 1] ?? 0, places[next] ?? 0];
      next += 1;
      if (to > from) controller.enqueue(body.slice(from, to));
      else if (next > places.length) controller.close();
      else controller.enqueue(new Uint8Array());
    },
  });
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body: stream, duplex: 'half' };
  return new Request('http://localhost/', init);
}

function formOf(content: Uint8Array, name = 'sadi.txt', more = ''): Uint8Array {
  const head = `--b0und\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n`;
  return Buffer.concat([encoder.encode(more + head), content, encoder.encode('\r\n--b0und--\r\n')]);
}

const outcomeOf = (request: Request) =>
  readMultipartFile(request, bounds).then(
    ({ name }) => name,
    (error: unknown) => {
      if (error instanceof RequestError) return error.code;
      throw error;
    },
  );

describe('a file of a multipart body', () => {
  const bytes = fc.uint8Array({ maxLength: 5000 });
  const cuts = fc.array(fc.nat(5200), { maxLength: 8 });

  test('has the very bytes that were sent, however the body was cut', async () => {
    const content = fc.oneof(
      bytes,
      // What looks like a boundary, and isn't.
      fc
        .array(fc.constantFrom('\r\n', '--', 'b0un', '\r\n--b0un', '-', '\r', '\n'), { maxLength: 300 })
        .map((parts) => encoder.encode(parts.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(content, cuts, async (sent, places) => {
        const file = await readMultipartFile(requestOf(formOf(sent), places), bounds);
        expect(Buffer.compare(file.bytes, sent)).toBe(0);
        expect(file.name).toBe('sadi.txt');
      }),
    );
  });

  test('a body that is cut off or has wrong bytes is refused or read, and is never waited for', async () => {
    const whole = formOf(encoder.encode('Trust is a second-order property.\r\n'.repeat(9)));
    const damage = fc.record({
      end: fc.nat(whole.byteLength),
      at: fc.nat(whole.byteLength),
      with: fc.constantFrom('\r\n', '--b0und', '--b0und--', ':', '"', '\0', ''),
      cuts,
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ end, at, with: wrong, cuts: places }) => {
        const kept = whole.slice(0, end);
        const body = Buffer.concat([kept.slice(0, at), encoder.encode(wrong), kept.slice(at)]);
        // A name or a code; any other failure is thrown on, and waiting without end fails by time.
        expect(await outcomeOf(requestOf(body, places))).toBeTypeOf('string');
      }),
      { numRuns: 500 },
    );
  });

  test('every beginning of a body but the whole is refused', async () => {
    const whole = formOf(encoder.encode('Trust.'));
    // The line end behind the last boundary is not part of it.
    for (let end = 0; end < whole.byteLength - 2; end += 1) {
      expect({ end, outcome: await outcomeOf(requestOf(whole.slice(0, end))) }).toEqual({ end, outcome: 'malformed' });
    }
    expect(await outcomeOf(requestOf(whole))).toBe('sadi.txt');
  });

  test.each([
    { why: 'Markdown in UTF-8', name: 'Größe – 大.md', read: 'Größe – 大.md' },
    { why: 'a quotation mark, as browsers escape it', name: 'a %22b%22.md', read: 'a "b".md' },
    { why: 'a line end, as browsers escape it', name: 'a%0D%0Ab.md', read: 'a\r\nb.md' },
    { why: 'a percent sign, which they don’t escape', name: '100%25.md', read: '100%25.md' },
  ])('a name with $why', async ({ name, read }) => {
    expect((await readMultipartFile(requestOf(formOf(encoder.encode('x'), name)), bounds)).name).toBe(read);
  });

  test('other fields and other fields’ files are passed over', async () => {
    const more =
      '--b0und\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n' +
      '--b0und\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\nPNG\r\n';
    const file = await readMultipartFile(requestOf(formOf(encoder.encode('x'), 'sadi.txt', more)), bounds);
    expect(file.name).toBe('sadi.txt');
  });

  test.each([
    { why: 'the file', length: 5001 },
    { why: 'the file, by far', length: 1_000_000 },
  ])('$why may not be larger than the bound, whatever length was said', async ({ length }) => {
    expect(await outcomeOf(requestOf(formOf(new Uint8Array(length))))).toBe('file-too-large');
  });

  test('a body without end in another field is refused', async () => {
    const endless = `--b0und\r\nContent-Disposition: form-data; name="note"\r\n\r\n${'x'.repeat(200_000)}`;
    expect(await outcomeOf(requestOf(encoder.encode(endless)))).toBe('file-too-large');
  });
});

import fc from 'fast-check';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import { readDraft } from '../../../../server/quotes/drafts/read-draft.ts';
import { commentDocument } from '../../../../server/quotes/export/docx/comment-document.ts';
import { textDocument } from '../../../../server/quotes/export/docx/text-document.ts';

const signal = new AbortController().signal;

/** The text as a Word document with a comment on a stretch; the words under the comment, as a reader sees them. */
async function commented(text: string, start: number, end: number) {
  const written = await commentDocument(
    await textDocument('notes', text, signal),
    [{ start, end, paragraphs: ['Altered', 'Why.'] }],
    signal,
  );
  const body = (await (await JSZip.loadAsync(written)).file('word/document.xml')?.async('string')) ?? '';
  const [, rest = ''] = body.split('<w:commentRangeStart w:id="0"/>');
  const words = (rest.split('<w:commentRangeEnd w:id="0"/>')[0] ?? '')
    .replaceAll('</w:p>', '\n')
    .replaceAll('<w:tab/>', '\t')
    .replace(/<w:br[^>]*>/g, '\f')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return { written, body, words };
}

const text =
  '# Tides & <Deltas>\n\nHadley writes:\t“waves of moderate height”.  Two  spaces.\r\n\r\n> a block\n> of two lines\n\fA new page.\n';

describe('a text as a Word document', () => {
  test('has a paragraph a line, and the words as they were', async () => {
    const { written } = await commented(text, 0, 1);
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(written) });
    expect(value.replaceAll('\n\n', '\n')).toBe(text.replaceAll('\r\n', '\n').replace('\f', ''));
    const read = await readDraft('notes.docx', written, signal);
    expect(read.text).toContain('Hadley writes:\t“waves of moderate height”.  Two  spaces.');
  });

  test('has the comment on exactly the words, over lines too', async () => {
    const at = (words: string) => [text.indexOf(words), text.indexOf(words) + words.length] as const;
    for (const words of ['& <Deltas>', 'writes:\t“waves', 'of moderate height', 'a block\n> of two', '\fA new']) {
      expect((await commented(text, ...at(words))).words).toBe(words);
    }
  });

  test('lines that begin in a script from right to left run so', async () => {
    const { body } = await commented('Left.\n«النص» يقول ذلك.\n', 0, 4);
    expect(body.match(/<w:bidi\/>/g)).toHaveLength(1);
  });

  test('any text: well-formed, and the comment on the words asked for', async () => {
    const line = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('\t', '\v', ']]>', '&amp;', '\ud800', '\u0000', '  ')); // prettier-ignore
    const lines = fc.array(line, { maxLength: 6 }).map((all) => all.join('\n').replace(/\r/g, ' '));
    await fc.assert(
      fc.asyncProperty(lines, lines, async (before, behind) => {
        const { words, written } = await commented(`${before}WORDS${behind}`, before.length, before.length + 5);
        expect(words).toBe('WORDS');
        expect((await readDraft('notes.docx', written, signal)).text).toContain('WORDS');
      }),
      { numRuns: 100 },
    );
  });
});

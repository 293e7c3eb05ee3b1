import fc from 'fast-check';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { readDraft } from '../../../../server/quotes/drafts/read-draft.ts';
import type { WordDraft } from '../../../../server/quotes/drafts/draft.ts';
import { commentDocument } from '../../../../server/quotes/export/docx/comment-document.ts';
import { notesXml, paragraph, run, wordFile } from '../drafts/word-file.ts';

const signal = new AbortController().signal;

async function draftOf(bytes: Uint8Array): Promise<WordDraft> {
  const draft = await readDraft('chapter.docx', bytes, signal);
  if (draft.kind !== 'docx') throw new Error('not read as a Word document');
  return draft;
}

/** The document with a comment on each of these words, each the first of its kind in the text. */
async function commented(bytes: Uint8Array, words: readonly string[]) {
  const draft = await draftOf(bytes);
  const remarks = words.map((word) => {
    const start = draft.text.indexOf(word);
    if (start < 0) throw new Error(`"${word}" is not in the draft`);
    return { start, end: start + word.length, paragraphs: [`Verdict on ${word}`, 'Why.'] };
  });
  const written = await commentDocument(draft, remarks, signal);
  return { draft, written, parts: await partsOf(written) };
}

async function partsOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const names = Object.keys(zip.files);
  const texts = await Promise.all(names.map((name) => zip.file(name)?.async('string') ?? Promise.resolve('')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

/** What stands between the marks of a comment in the body, tags left out. */
function commentedText(body: string, id: number): string {
  const [, rest = ''] = body.split(`<w:commentRangeStart w:id="${id}"/>`);
  const [between = 'NO END'] = rest.split(`<w:commentRangeEnd w:id="${id}"/>`);
  return between
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}

const bodyOf = (parts: Record<string, string>) => parts['word/document.xml'] ?? '';

describe('comments in a Word document', () => {
  it('stand on exactly the words, also where these begin and end inside runs', async () => {
    const bytes = await wordFile(
      `<w:p>${run('She says “trust ', '<w:i/>')}${run('is', '<w:b/>')}${run(' second-order &amp; more” (R&amp;D).')}</w:p>`,
    );
    const { parts } = await commented(bytes, ['trust is second-order & more', 'D']);
    expect(commentedText(bodyOf(parts), 0)).toBe('trust is second-order & more');
    expect(commentedText(bodyOf(parts), 1)).toBe('D');
  });

  it('leave looks and all other parts of the document as they were', async () => {
    const bytes = await wordFile(
      `<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>one two three</w:t></w:r></w:p>`,
    );
    const { parts } = await commented(bytes, ['two']);
    expect(bodyOf(parts)).toContain(
      '<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">one </w:t></w:r>' +
        '<w:commentRangeStart w:id="0"/>' +
        '<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">two</w:t></w:r>' +
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>' +
        '<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> three</w:t></w:r>',
    );
    const before = await partsOf(bytes);
    const changed = Object.keys(parts).filter((name) => parts[name] !== before[name]);
    expect(changed.sort()).toEqual([
      '[Content_Types].xml',
      'word/_rels/document.xml.rels',
      'word/comments.xml',
      'word/document.xml',
    ]);
  });

  it('end before the next begins where two meet', async () => {
    const { parts } = await commented(await wordFile(paragraph('onetwo')), ['two', 'one']);
    expect(bodyOf(parts)).toContain(
      '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:commentRangeStart w:id="0"/>',
    );
  });

  it('keep tracked changes, and run over them', async () => {
    const bytes = await wordFile(
      `<w:p>${run('nine ')}<w:del w:id="1"><w:r><w:delText>old </w:delText></w:r></w:del><w:ins w:id="2" w:author="A">${run('new states')}</w:ins></w:p>`,
    );
    const { parts } = await commented(bytes, ['nine new']);
    expect(bodyOf(parts)).toContain(
      '<w:del w:id="1"><w:r><w:delText>old </w:delText></w:r></w:del><w:ins w:id="2" w:author="A">',
    );
    expect(commentedText(bodyOf(parts), 0)).toBe('nine old new');
  });

  it('go behind the comments that were there', async () => {
    const comments =
      '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="7" w:author="Ann"><w:p><w:r><w:t>Mine</w:t></w:r></w:p></w:comment></w:comments>';
    const body = `<w:p><w:commentRangeStart w:id="7"/>${run('one two')}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>`;
    const { parts } = await commented(await wordFile(body, { 'word/comments.xml': comments }), ['two']);
    expect(parts['word/comments.xml']).toContain(
      'w:author="Ann"><w:p><w:r><w:t>Mine</w:t></w:r></w:p></w:comment><w:comment w:id="8" w:author="Ibid"',
    );
    expect(parts['word/_rels/document.xml.rels']?.match(/Target="comments\.xml"/g)).toHaveLength(1);
    expect(commentedText(bodyOf(parts), 7)).toBe('one two');
    expect(commentedText(bodyOf(parts), 8)).toBe('two');
  });

  it('on words of a note or a text box stand on the mark of the note and on the box', async () => {
    const body =
      `<w:p>${run('Body')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('.')}</w:p>` +
      `<w:p><w:r><w:pict><w:txbxContent>${paragraph('in the box')}</w:txbxContent></w:pict></w:r></w:p>`;
    const notes = { 'word/footnotes.xml': notesXml('footnote', { 2: paragraph('See “trust”.') }) };
    const { parts } = await commented(await wordFile(body, notes), ['trust', 'box']);
    expect(bodyOf(parts)).toContain(
      '<w:commentRangeStart w:id="0"/><w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeEnd w:id="0"/>',
    );
    expect(bodyOf(parts)).toContain('<w:commentRangeStart w:id="1"/><w:r><w:pict>');
    expect(bodyOf(parts)).toContain('</w:pict></w:r><w:commentRangeEnd w:id="1"/>');
    expect(parts['word/footnotes.xml']).toBe(notes['word/footnotes.xml']);
  });

  it('say what they say as text, whatever it holds', async () => {
    const draft = await draftOf(await wordFile(paragraph('one')));
    const hostile = '</w:t></w:r><w:r><w:fldSimple w:instr="DDEAUTO c"/> & \u0000 "\uD800';
    const written = await commentDocument(draft, [{ start: 0, end: 3, paragraphs: [hostile] }], signal);
    const comments = (await partsOf(written))['word/comments.xml'] ?? '';
    expect(comments).toContain('&lt;/w:t&gt;&lt;/w:r&gt;&lt;w:r&gt;&lt;w:fldSimple');
    expect(comments).not.toContain('<w:fldSimple');
    expect(comments).not.toMatch(/[\u0000\uD800]/);
  });

  it('are read by another reader of Word documents', async () => {
    const { written } = await commented(await wordFile(paragraph('one two three')), ['two']);
    const { value, messages } = await mammoth.convertToHtml(
      { buffer: Buffer.from(written) },
      { styleMap: ['comment-reference => sup'] },
    );
    expect(value).toContain('one two<sup>');
    expect(value).toContain('[Ib1]');
    expect(value).toContain('Verdict on two');
    expect(messages).toEqual([]);
  });

  it('change no word of the text, and stand on the words meant, for any runs and any places', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', 'b', ' ', '&#32;', '\u00a0', '&amp;', '&lt;', '“', '😀', '&#x201D;'),
      maxLength: 6,
    });
    const runs = fc.array(fc.record({ text, bold: fc.boolean(), kept: fc.boolean() }), { minLength: 1, maxLength: 5 });
    const places = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      { maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(runs, { minLength: 1, maxLength: 3 }), places, async (paragraphs, shares) => {
        const xml = paragraphs.map((items) => {
          const written = items.map(
            (item) =>
              `<w:r>${item.bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t${item.kept ? ' xml:space="preserve"' : ''}>${item.text}</w:t><w:tab/></w:r>`,
          );
          return `<w:p>${written.join('')}</w:p>`;
        });
        const draft = await draftOf(await wordFile(paragraph('Beginning.') + xml.join('')));
        // Between whole characters, as words are.
        const offsets = Array.from(draft.text).reduce<number[]>(
          (all, character) => [...all, (all.at(-1) ?? 0) + character.length],
          [0],
        );
        const at = (share: number) => offsets[Math.round(share * (offsets.length - 1))] ?? 0;
        const remarks = shares.map(([one, other]) => {
          const [start = 0, end = 0] = [at(one), at(other)].sort((a, b) => a - b);
          return { start, end, paragraphs: ['x'] };
        });
        const inText = remarks.filter(({ start, end }) => draft.text.slice(start, end).trim() !== '');
        const written = await commentDocument(draft, inText, signal);
        expect((await draftOf(written)).text).toBe(draft.text);
        const body = bodyOf(await partsOf(written));
        for (const [id, { start, end }] of inText.entries()) {
          const words = draft.text.slice(start, end).replace(/\s/g, '');
          const found = commentedText(body, id).replaceAll('&#x201D;', '”').replaceAll('&#32;', ' ').replace(/\s/g, '');
          expect(found).toBe(words);
        }
      }),
      { numRuns: 100 },
    );
  });
});

import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { UnreadableDraftError } from '../../../../server/quotes/drafts/unreadable-draft.ts';
import { readDraft } from '../../../../server/quotes/drafts/read-draft.ts';
import { notesXml, paragraph, run, wordFile, wordXml } from './word-file.ts';

const signal = new AbortController().signal;

async function wordText(body: string, more: Record<string, string> = {}): Promise<string> {
  return (await readDraft('chapter.docx', await wordFile(body, more), signal)).text;
}

async function refusal(name: string, bytes: Uint8Array): Promise<UnreadableDraftError> {
  const error: unknown = await readDraft(name, bytes, signal).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UnreadableDraftError)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('a text as a draft', () => {
  it('keeps Markdown as it is, so that offsets are those of the file', async () => {
    const draft = await readDraft('chapter.md', utf8('> “*Trust* is …”\n'), signal);
    expect(draft).toEqual({ kind: 'markdown', name: 'chapter.md', text: '> “*Trust* is …”\n' });
  });

  it('reads UTF-16 with a byte order mark, and leaves out the mark', async () => {
    const bytes = new Uint8Array(Buffer.from('\uFEFFSadi writes “trust”.', 'utf16le'));
    expect((await readDraft('chapter.txt', bytes, signal)).text).toBe('Sadi writes “trust”.');
  });

  it.each([
    ['another kind of file', 'chapter.pdf', utf8('%PDF-1.7'), 'kind-unknown', 'give .docx, .md or .txt'],
    ['an old Word document by its name', 'chapter.doc', utf8('x'), 'kind-unknown', 'save it as .docx'],
    ['nothing', 'chapter.txt', utf8(''), 'empty', 'it is empty (0 bytes)'],
    ['white space', 'chapter.txt', utf8(' \n\t'), 'empty', 'it holds no text'],
    ['bytes that are no text', 'chapter.txt', new Uint8Array([80, 0, 1, 2]), 'unreadable', 'it is not a text file'],
    ['Latin-1', 'chapter.txt', new Uint8Array([0x53, 0xe4, 0x74, 0x7a]), 'unreadable', 'not in UTF-8'],
    ['2 MB of text and a character', 'chapter.txt', utf8('x'.repeat(2_000_001)), 'too-large', '2,000,001 characters'],
    ['more than 20 MB', 'chapter.docx', new Uint8Array(20 * 1024 * 1024 + 1), 'too-large', 'more than 20 MB'],
  ] as const)('refuses %s', async (_, name, bytes, problem, reason) => {
    const error = await refusal(name, bytes);
    expect(error.problem).toBe(problem);
    expect(error.reason).toContain(reason);
  });

  it('takes 2 MB of text', async () => {
    expect((await readDraft('chapter.txt', utf8('x'.repeat(2_000_000)), signal)).text).toHaveLength(2_000_000);
  });
});

describe('the text of a Word document', () => {
  it.each([
    ['paragraphs with an empty line between them', paragraph('One.') + '<w:p/>' + paragraph('Two.'), 'One.\n\nTwo.'],
    [
      'a quotation over several runs',
      paragraph('She says “trust ', 'is', ' second-order”.'),
      'She says “trust is second-order”.',
    ],
    ['entities and characters outside the basic plane', paragraph('&lt;R&amp;D&gt; &#x201C;😀&#8221;'), '<R&D> “😀”'],
    [
      'an insertion as accepted, a deletion left out',
      `<w:p>${run('nine ')}<w:del w:id="1"><w:r><w:delText>old </w:delText></w:r></w:del><w:ins w:id="2">${run('new ')}</w:ins>${run('states')}</w:p>`,
      'nine new states',
    ],
    [
      'a move at its new place only',
      `<w:p><w:moveFrom w:id="1">${run('here ')}</w:moveFrom>${run('and ')}<w:moveTo w:id="2">${run('there')}</w:moveTo></w:p>`,
      'and there',
    ],
    [
      'two paragraphs as one when the mark between them was deleted',
      `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run('“Trust is a ')}</w:p>${paragraph('property”.')}`,
      '“Trust is a property”.',
    ],
    [
      "a field's result without its instruction",
      `<w:p>${run('see ')}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>${run('NOT SHOWN')}<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('page 4')}<w:r><w:fldChar w:fldCharType="end"/></w:r>${run('.')}</w:p>`,
      'see page 4.',
    ],
    [
      'links, content controls and smart tags',
      `<w:p><w:hyperlink>${run('a')}</w:hyperlink><w:sdt><w:sdtPr/><w:sdtContent>${run('b')}</w:sdtContent></w:sdt><w:smartTag>${run('c')}</w:smartTag></w:p>`,
      'abc',
    ],
    [
      'tabs, line breaks and hyphens',
      '<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r></w:p>',
      'a\tb\nc-d',
    ],
    [
      'no hidden text',
      `<w:p>${run('shown')}${run('hidden', '<w:vanish/>')}${run(' too', '<w:vanish w:val="0"/>')}</w:p>`,
      'shown too',
    ],
    ['spaces that Word drops dropped', '<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>', 'ab'],
    [
      'the cells of a table one after the other',
      `<w:tbl><w:tr><w:tc>${paragraph('one')}</w:tc><w:tc>${paragraph('two')}</w:tc></w:tr></w:tbl>`,
      'one\n\ntwo',
    ],
    [
      'a text box behind its paragraph, once',
      `<w:p>${run('before ')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>${paragraph('in the box')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${paragraph('in the box')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>${run('after')}</w:p>`,
      'before after\n\nin the box',
    ],
    ['a formula', `<w:p>${run('p is ')}<m:oMath><m:r><m:t>p&lt;0.05</m:t></m:r></m:oMath></w:p>`, 'p is p<0.05'],
  ])('has %s', async (_, body, text) => {
    expect(await wordText(body)).toBe(text);
  });

  it('has the notes behind the body, in the order of their marks', async () => {
    const body = `<w:p>${run('Body')}<w:r><w:endnoteReference w:id="5"/></w:r>${run('.')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`;
    const notes = {
      'word/footnotes.xml': notesXml('footnote', { 2: paragraph('A footnote.'), 3: paragraph('Never referred to.') }),
      'word/endnotes.xml': notesXml('endnote', { 5: paragraph('An endnote.') }),
    };
    expect(await wordText(body, notes)).toBe('Body.\n\nAn endnote.\n\nA footnote.');
  });

  it('is found where the package says that the body is', async () => {
    const zip = await JSZip.loadAsync(await wordFile(paragraph('Moved.')));
    const xml = await zip.file('word/document.xml')?.async('string');
    const rels = await zip.file('_rels/.rels')?.async('string');
    zip.remove('word/document.xml');
    zip
      .file('text/body.xml', xml ?? '')
      .file('_rels/.rels', (rels ?? '').replace('word/document.xml', '/text/body.xml'));
    const draft = await readDraft('chapter.docx', await zip.generateAsync({ type: 'uint8array' }), signal);
    expect(draft.text).toBe('Moved.');
  });

  it.each([
    ['text under that name', () => Promise.resolve(utf8('just text')), 'it is no Word document'],
    ['a document with a password', () => Promise.resolve(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])), 'needs a password'],
    ['a cut-off file', async () => (await wordFile(paragraph('x'))).slice(0, 700), 'damaged or cut off'],
    [
      'another ZIP file',
      () => new JSZip().file('a.txt', 'x').generateAsync({ type: 'uint8array' }),
      'no Word document',
    ],
    ['XML that is not well-formed', () => wordFile('<w:p></w:q>'), 'damaged Word document'],
    [
      'a document type, which could hold an entity bomb',
      () => wordFile('', { 'word/document.xml': wordXml(paragraph('x')).replace('?>', '?><!DOCTYPE a>') }),
      'damaged Word document',
    ],
    ['bytes that are not UTF-8', async () => broken(await wordFile(paragraph('x'))), 'damaged Word document'],
    ['a ZIP bomb', () => wordFile(paragraph('x'), { 'word/styles.xml': ' '.repeat(60 * 1024 * 1024) }), 'unpacks to'],
    ['no text at all', () => wordFile('<w:p/>'), 'it holds no text'],
  ])('is not read of %s', async (_, bytes, reason) => {
    expect((await refusal('chapter.docx', await bytes())).reason).toContain(reason);
  });
});

async function broken(bytes: Uint8Array): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  zip.file('word/document.xml', new Uint8Array([0x3c, 0xff, 0xfe, 0xfd]));
  return await zip.generateAsync({ type: 'uint8array' });
}

import JSZip from 'jszip';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A .docx with this between the tags of its body, and with these parts beside it. */
export async function wordFile(body: string, more: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const zip = new JSZip();
  const notes = ['footnotes', 'endnotes', 'comments'].filter((kind) => `word/${kind}.xml` in more);
  const override = (part: string, kind: string) =>
    `<Override PartName="/word/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`;
  const relationship = (kind: string) =>
    `<Relationship Id="r-${kind}" Type="${officeDocument}/${kind}" Target="${kind}.xml"/>`;
  const parts = {
    '[Content_Types].xml':
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
      `${override('document', 'document.main')}${notes.map((kind) => override(kind, kind)).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${officeDocument}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${notes.map(relationship).join('')}</Relationships>`,
    'word/document.xml': wordXml(body),
    'word/media/picture.png': 'not really a picture',
    ...more,
  };
  for (const [name, content] of Object.entries(parts)) zip.file(name, content);
  return await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** The XML of a document part. */
export function wordXml(body: string): string {
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="${main}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
    `xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>${body}<w:sectPr/></w:body></w:document>`
  );
}

/** The XML of a part with notes: those that Word always writes, and these by their ids. */
export function notesXml(kind: 'footnote' | 'endnote', notes: Readonly<Record<string, string>>): string {
  const note = ([id, content]: [string, string]) => `<w:${kind} w:id="${id}">${content}</w:${kind}>`;
  return (
    `<?xml version="1.0"?><w:${kind}s xmlns:w="${main}"><w:${kind} w:type="separator" w:id="-1"><w:p><w:r><w:t>SEPARATOR</w:t></w:r></w:p></w:${kind}>` +
    `${Object.entries(notes).map(note).join('')}</w:${kind}s>`
  );
}

/** A paragraph of one run for each text. */
export function paragraph(...texts: readonly string[]): string {
  return `<w:p>${texts.map((text) => run(text)).join('')}</w:p>`;
}

/** A run; the text is XML. */
export function run(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

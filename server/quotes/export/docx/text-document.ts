import JSZip from 'jszip';
import type { WordDraft } from '../../drafts/draft.ts';
import type { Piece } from '../../drafts/docx/piece.ts';
import { readStory } from '../../drafts/docx/read-story.ts';
import { escapeXml } from '../../drafts/docx/xml.ts';

const wordprocessing = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relationshipTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageSchemas = 'http://schemas.openxmlformats.org/package/2006';
const contentTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'word/document.xml';
const styles = 'word/styles.xml';

/** What a Word document needs besides its body (ECMA-376 part 2, 6; part 1, 11.3.12): 11 points, lines a little apart. */
const otherParts: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `${declaration}<Types xmlns="${packageSchemas}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Override PartName="/${main}" ContentType="${contentTypes}.document.main+xml"/>` +
    `<Override PartName="/${styles}" ContentType="${contentTypes}.styles+xml"/></Types>`,
  '_rels/.rels':
    `${declaration}<Relationships xmlns="${packageSchemas}/relationships">` +
    `<Relationship Id="rId1" Type="${relationshipTypes}/officeDocument" Target="${main}"/></Relationships>`,
  'word/_rels/document.xml.rels':
    `${declaration}<Relationships xmlns="${packageSchemas}/relationships">` +
    `<Relationship Id="rId1" Type="${relationshipTypes}/styles" Target="styles.xml"/></Relationships>`,
  [styles]:
    `${declaration}<w:styles xmlns:w="${wordprocessing}"><w:docDefaults>` +
    `<w:rPrDefault><w:rPr><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault>` +
    `<w:pPrDefault><w:pPr><w:spacing w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`,
};

/**
 * A text as a Word document, a paragraph a line, every character kept but those that XML can't have, which become "�".
 * Offsets stay those of the text.
 */
export async function textDocument(name: string, text: string, signal: AbortSignal): Promise<WordDraft> {
  const starts: number[] = [];
  let paragraphs = '';
  for (const { 1: line = '', index } of text.matchAll(/(?!$)([^\r\n]*)(?:\r\n|[\r\n]|$)/g)) {
    let runs = '';
    for (const part of line.matchAll(/[\t\f\v]|[^\t\f\v]+/g)) {
      starts.push(index + part.index);
      runs += `<w:r>${contentOf(part[0])}</w:r>`;
    }
    paragraphs += `<w:p>${isRightToLeft(line) ? '<w:pPr><w:bidi/></w:pPr>' : ''}${runs}</w:p>`;
  }
  const body = `${declaration}<w:document xmlns:w="${wordprocessing}"><w:body>${paragraphs}<w:sectPr/></w:body></w:document>`;
  const story = await readStory(body, signal);
  const pieces = story.paragraphs.flat().map((piece, index): Piece => ({ ...piece, start: starts[index] ?? 0 }));
  const zip = new JSZip();
  for (const [part, xml] of Object.entries({ ...otherParts, [main]: body })) zip.file(part, xml);
  const bytes = await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
  const relationships = [{ id: 'rId1', kind: 'styles', type: `${relationshipTypes}/styles`, target: styles }];
  const document = { file: { bytes, zip, main, relationships }, body, root: story.root, text, pieces };
  return { kind: 'docx', name, text, document };
}

/** Each has as many characters when it is read again. */
function contentOf(part: string): string {
  if (part === '\t') return '<w:tab/>';
  if (part === '\f') return '<w:br w:type="page"/>';
  if (part === '\v') return '<w:br/>';
  return `<w:t xml:space="preserve">${escapeXml(part)}</w:t>`;
}

/** Whether a line's first letter is of a script that is written from right to left (UAX #9, P2). */
function isRightToLeft(line: string): boolean {
  return /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(line);
}

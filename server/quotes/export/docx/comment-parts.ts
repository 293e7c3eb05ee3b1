import { posix } from 'node:path';
import type JSZip from 'jszip';
import { partText, relationshipsPartOf, type WordPackage } from '../../drafts/docx/word-package.ts';
import { escapeXml, walkXml } from '../../drafts/docx/xml.ts';
import { insertAll } from './insertions.ts';

/** A comment as it is written: its paragraphs, the first of them in bold. */
export interface WordComment {
  readonly id: number;
  readonly paragraphs: readonly string[];
}

const transitional = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
const contentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml';

/** The author of the comments, and the initials that Word shows with each. */
const author = 'Ibid';
const initials = 'Ib';

/** The part with the document's comments (ECMA-376 part 1, 11.3.2), made when there is none. */
export interface CommentsPart {
  readonly name: string;
  readonly xml: string;
  /** The first id that no comment has. */
  readonly nextId: number;
}

/** Finds the comments that a document has already; those of Ibid go behind them. */
export async function commentsPartOf(file: WordPackage, namespace: string, signal: AbortSignal): Promise<CommentsPart> {
  const known = file.relationships.find(({ kind }) => kind === 'comments')?.target;
  const xml = known === undefined ? null : await partText(file.zip, known);
  if (known === undefined || xml === null) {
    const taken = (name: string) => file.zip.file(name) !== null;
    const folder = posix.dirname(file.main);
    const name =
      known ?? ['comments.xml', 'ibid-comments.xml'].map((base) => posix.join(folder, base)).find((one) => !taken(one));
    const uri = namespace === strict ? strict : transitional;
    const empty = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="${uri}"></w:comments>`;
    return { name: name ?? posix.join(folder, 'comments-of-ibid.xml'), xml: empty, nextId: 0 };
  }
  let nextId = 0;
  await walkXml(
    xml,
    {
      open: (tag) => {
        const id = tag.local === 'comment' ? Number(tag.attribute('id')) : NaN;
        if (Number.isSafeInteger(id)) nextId = Math.max(nextId, id + 1);
      },
      close: () => undefined,
    },
    signal,
  );
  return { name: known, xml, nextId };
}

/** Puts the comments into the part, and the part into the package where it is new. */
export async function writeComments(
  file: WordPackage,
  zip: JSZip,
  part: CommentsPart,
  comments: readonly WordComment[],
  signal: AbortSignal,
): Promise<void> {
  const written = comments.map((comment) => commentXml(comment, new Date())).join('');
  zip.file(part.name, await insideRoot(part.xml, () => written, signal));
  if (!file.relationships.some(({ target, kind }) => kind === 'comments' && target === part.name)) {
    await addRelationship(file, zip, part.name, signal);
  }
  await addContentType(zip, part.name, signal);
}

function commentXml({ id, paragraphs }: WordComment, date: Date): string {
  const body = paragraphs.map((text, index) => {
    const look = index === 0 ? '<w:rPr><w:b/></w:rPr>' : '';
    const mark = index === 0 ? '<w:r><w:annotationRef/></w:r>' : '';
    return `<w:p>${mark}<w:r>${look}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
  });
  const when = date.toISOString().replace(/\.\d+/, '');
  const attributes = `w:id="${id}" w:author="${author}" w:initials="${initials}" w:date="${when}"`;
  return `<w:comment ${attributes}>${body.join('')}</w:comment>`;
}

async function addRelationship(file: WordPackage, zip: JSZip, name: string, signal: AbortSignal): Promise<void> {
  const rels = relationshipsPartOf(file.main);
  const empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  const xml = (await partText(zip, rels)) ?? `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${empty}`;
  const ids = new Set(file.relationships.map(({ id }) => id));
  let number = 1;
  while (ids.has(`rIdIbid${number}`) || xml.includes(`"rIdIbid${number}"`)) number += 1;
  // Types are of one family in a document: that of the strict form, or the usual one.
  const sibling = file.relationships.find(({ type }) => /\/relationships\/[^/]+$/.test(type))?.type;
  const family = sibling?.startsWith('http://purl.oclc.org/ooxml/')
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const target = posix.relative(posix.dirname(file.main), name);
  const added = (tag: string) =>
    `<${tag} Id="rIdIbid${number}" Type="${family}/comments" Target="${escapeXml(target)}"/>`;
  zip.file(rels, await insideRoot(xml, (prefix) => added(`${prefix}Relationship`), signal));
}

async function addContentType(zip: JSZip, name: string, signal: AbortSignal): Promise<void> {
  const types = '[Content_Types].xml';
  const xml = await partText(zip, types);
  if (xml === null) return;
  const registered = new Set<string>();
  const open = (tag: { local: string; attribute(local: string): string | null }) => {
    if (tag.local === 'Override') registered.add(tag.attribute('PartName')?.toLowerCase() ?? '');
  };
  await walkXml(xml, { open, close: () => undefined }, signal);
  if (registered.has(`/${name}`.toLowerCase())) return;
  const added = (tag: string) => `<${tag} PartName="${escapeXml(`/${name}`)}" ContentType="${contentType}"/>`;
  zip.file(types, await insideRoot(xml, (prefix) => added(`${prefix}Override`), signal));
}

/** XML text with something more at the end of its root element; `content` gets the root's prefix, colon included. */
async function insideRoot(xml: string, content: (prefix: string) => string, signal: AbortSignal): Promise<string> {
  let depth = 0;
  let end = xml.length;
  let root = { name: '', prefix: '', uri: '', start: 0, end: 0, selfClosing: false };
  await walkXml(
    xml,
    {
      open: (tag) => {
        if (depth === 0) root = { ...tag };
        depth += 1;
      },
      close: (tag) => {
        depth -= 1;
        if (depth === 0) end = tag.start;
      },
    },
    signal,
  );
  const added = content(root.prefix === '' ? '' : `${root.prefix}:`);
  if (!root.selfClosing) return insertAll(xml, [{ at: end, text: declared(added, root) }]);
  const opening = xml.slice(root.start, root.end).replace(/\s*\/>$/, '>');
  return `${xml.slice(0, root.start)}${opening}${declared(added, root)}</${root.name}>${xml.slice(root.end)}`;
}

/** Comments say `w:`; in a part whose root has another prefix for it each of them declares it. */
function declared(added: string, root: { prefix: string; uri: string }): string {
  const isComments = added.startsWith('<w:comment ');
  return isComments && root.prefix !== 'w'
    ? added.replaceAll('<w:comment ', `<w:comment xmlns:w="${root.uri}" `)
    : added;
}

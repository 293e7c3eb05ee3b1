const contentTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  epub: 'application/epub+zip',
  txt: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
};

const anyBytes = 'application/octet-stream';

/** All that `safeContentType` gives. */
export const fileContentTypes: readonly string[] = [...new Set(Object.values(contentTypes)), anyBytes];

/** Kinds of files that may be uploaded, for sentences. */
export const uploadKinds = '.pdf, .docx, .epub, .md and .txt';

function extensionOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Whether a file of that name may be uploaded. */
export function isUploadKind(name: string): boolean {
  return Object.hasOwn(contentTypes, extensionOf(name));
}

/** A content type that no browser runs anything for: Markdown is plain text, what is not known is bytes. */
export function safeContentType(name: string): string {
  return contentTypes[extensionOf(name)] ?? anyBytes;
}

/** A file's name as it is shown: no folders, no control or direction characters, no lone surrogates, 200 characters at most. */
export function displayName(given: string): string {
  const base = given.split(/[/\\]/).at(-1) ?? '';
  const clean = base.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '').trim();
  const extension = extensionOf(clean);
  const characters = Array.from(clean);
  if (characters.length <= 200) return clean === '' || /^\.+$/.test(clean) ? 'file' : clean;
  return `${characters.slice(0, 199 - extension.length).join('')}.${extension}`;
}

/** `Content-Disposition` that saves under that name (RFC 6266, with the ASCII form for old clients). */
export function attachment(name: string): string {
  const shown = displayName(name);
  const ascii = shown.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(shown).replaceAll(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Text as Markdown that shows it and nothing else (CommonMark 0.31, 2.4; GFM 6.9: addresses stay text). */
export function asMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>#~|&$]/g, '\\$&')
    .replaceAll(/(https?|ftp|mailto|xmpp):/gi, '$1\\:')
    .replaceAll(/\bwww\./gi, 'www\\.')
    .replace(/^(\s*)([-=+])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

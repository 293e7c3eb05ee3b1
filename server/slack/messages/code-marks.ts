/** A block or a run of code, as Slack shows them. */
const code = /```[\s\S]*?```|(?<![`\p{L}\p{N}])`(?![\s`])[^`\n]*[^`\s]`(?![`\p{L}\p{N}])/gu;

/** A text of which only what is no code was edited. */
export function outsideCode(text: string, edit: (prose: string) => string): string {
  let edited = '';
  let done = 0;
  for (const found of text.matchAll(code)) {
    edited += edit(text.slice(done, found.index)) + found[0];
    done = found.index + found[0].length;
  }
  return edited + edit(text.slice(done));
}

/** The text without the marks round its code: they are Slack’s, and some read as quotation marks. */
export function withoutCodeMarks(text: string): string {
  return text.replace(code, (found) =>
    found.startsWith('```') ? found.slice(3, -3).replace(/^\n|\n$/g, '') : found.slice(1, -1),
  );
}

/** Of each line, whether it begins inside a block of code. */
export function linesInCode(text: string): boolean[] {
  const fences = text.split('```').length - 1;
  const paired = fences - (fences % 2);
  let seen = 0;
  return text.split('\n').map((line) => {
    const inside = seen % 2 === 1 && seen < paired;
    seen += line.split('```').length - 1;
    return inside;
  });
}

/** Endings of the files that Ibid reads, lower case, with the dot. */
export const acceptedEndings = ['.pdf', '.docx', '.epub', '.md', '.txt'] as const;

/** The endings as the file dialog takes them. */
export const acceptedByDialog = acceptedEndings.join(',');

/** The kinds in words, as the server says them. */
export const kindsInWords = '.pdf, .docx, .epub, .md and .txt';

/** Largest file, in bytes and in words. */
export const largestFile = { bytes: 50 * 1024 * 1024, inWords: '50 MB' } as const;

/** Why a file need not be sent, in the server's own sentences; null when it can be. */
export function reasonToRefuse({ name, size }: Pick<File, 'name' | 'size'>): string | null {
  if (!acceptedEndings.some((ending) => name.toLowerCase().endsWith(ending))) {
    return `Ibid does not read files like ${name}. Send ${kindsInWords}.`;
  }
  if (size === 0) return `${name} is empty (0 bytes). Send it again.`;
  if (size > largestFile.bytes) return `The file is larger than ${largestFile.inWords}. Split it or reduce its images.`;
  return null;
}

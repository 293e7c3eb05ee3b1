import { RequestFailedError } from '../api/failure.ts';

/** Bytes that a draft's file has at most; the server says the same. */
const mostBytes = 20 * 1024 * 1024;

/**
 * A copy of a file that stays as it was given, whatever happens to the one on disk.
 * @throws RequestFailedError with what is wrong in words
 */
export async function readFile(file: File): Promise<File> {
  if (file.size > mostBytes) {
    const message = `“${file.name}” is larger than 20 MB. Remove its images or check it in parts.`;
    throw new RequestFailedError(message, 413);
  }
  try {
    return new File([await file.arrayBuffer()], file.name, { type: file.type });
  } catch (error) {
    const message = `“${file.name}” could not be read. If it is a folder, open it and choose the draft inside.`;
    throw new RequestFailedError(message, 0, null, { cause: error });
  }
}

const prefix = 'upload:';

/** Name of the note that says how far an upload is: of use while it runs, and to the servers of this library alone. */
export function uploadNoteName(job: string): string {
  return `${prefix}${job}`;
}

/** The upload that a note of that name is about, or null when it is about something else. */
export function uploadOfNote(name: string): string | null {
  return name.startsWith(prefix) ? name.slice(prefix.length) : null;
}

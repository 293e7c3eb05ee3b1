import { countOf } from './paper-details.ts';
import type { Upload, UploadState } from './uploads.ts';

const percent = (share: number) => `${Math.floor(share * 100)} %`;

/** How an upload stands, as a line of words. */
export function uploadInWords(state: UploadState): string {
  switch (state.step) {
    case 'waiting':
      return state.why === null ? 'Waits for its turn' : `${state.why} It is sent again by itself.`;
    case 'sending':
      return state.share < 1 ? `Sending, ${percent(state.share)}` : 'Sent';
    case 'reading':
      return state.why === null
        ? readingInWords(state)
        : `${readingInWords(state)}. ${state.why} This page keeps asking.`;
    case 'added':
      return ['Added', state.note].filter((words) => words !== null).join('. ');
    case 'replaced':
      return ['Added in place of its older version', state.note].filter((words) => words !== null).join('. ');
    case 'unchanged':
      return 'Was in the library already';
    case 'refused':
      return state.reason;
    case 'stopped':
      return 'Stopped, not added';
  }
}

function readingInWords({ queued, done, total }: Extract<UploadState, { step: 'reading' }>): string {
  if (queued) return 'Sent, waits to be read';
  return total === 0 ? 'Reading' : `Reading, ${done} of ${countOf(total, 'passage')}`;
}

/** How far an upload is, 0 to 1; null where nobody knows; undefined where there is nothing to show. */
export function shareOf(state: UploadState): number | null | undefined {
  if (state.step === 'sending') return state.share;
  if (state.step !== 'reading') return undefined;
  return state.total === 0 ? null : state.done / state.total;
}

/** What is told aloud when an upload has come to its end; null before. */
export function endInWords({ name, state }: Upload): string | null {
  switch (state.step) {
    case 'added':
    case 'replaced':
      return `${name} was added.`;
    case 'unchanged':
      return `${name} was in the library already.`;
    case 'refused':
      return `${name} was not added. ${state.reason}`;
    case 'waiting':
    case 'sending':
    case 'reading':
    case 'stopped':
      return null;
  }
}

/** All uploads in one line: "2 of 5 files added, 1 was there already, 1 not added". */
export function uploadsInWords(uploads: readonly Upload[]): string {
  const count = (...steps: readonly UploadState['step'][]) =>
    uploads.filter(({ state }) => steps.includes(state.step)).length;
  const [added, known, refused] = [count('added', 'replaced'), count('unchanged'), count('refused')];
  const files = countOf(uploads.length, 'file');
  if (refused === uploads.length) return `${files} not added`;
  const were = (number: number) => (number === 1 ? 'was' : 'were');
  if (known === uploads.length) return `${files} ${were(known)} in the library already`;
  return [
    added === uploads.length ? `${files} added` : `${added} of ${files} added`,
    ...(known === 0 ? [] : [`${known} ${were(known)} there already`]),
    ...(refused === 0 ? [] : [`${refused} not added`]),
  ].join(', ');
}

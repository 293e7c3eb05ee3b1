import type { PaperList } from './use-papers.ts';

/** The server's sentence without its advice to come again: the page does that itself. */
function withoutAdvice(notice: string): string {
  return notice.replace(/; try again in [^.]+(?=\.)/, '');
}

/** Why the papers are not there, or not all of them, where that is so. */
export function LibraryState({ list }: { list: Pick<PaperList, 'papers' | 'error' | 'trying' | 'notice' | 'reload'> }) {
  const { papers, error, trying, notice, reload } = list;
  return (
    <>
      {error !== null && (
        <div class="broken failed" role="alert">
          <p>
            {error}
            {trying && ' This page keeps trying.'}
          </p>
          <button type="button" onClick={reload}>
            Try again
          </button>
        </div>
      )}
      {papers === null && error === null && <p class="progress">Opening the library…</p>}
      {notice !== null && error === null && (
        <p class="library-notice" role="status">
          {withoutAdvice(notice)} This page looks again by itself.
        </p>
      )}
    </>
  );
}

import { useEffect, useRef } from 'preact/hooks';
import { useAnnounce } from '../controls/announcements.tsx';
import { InnerLink } from '../controls/inner-link.tsx';
import { paperHref } from './paper-details.ts';
import { endInWords, shareOf, uploadInWords, uploadsInWords } from './upload-words.ts';
import { canBeStopped, isOver, type Upload } from './uploads.ts';
import type { Uploads } from './use-uploads.ts';

interface UploadListProps {
  readonly uploads: Uploads;
  readonly onOpenHref: (href: string) => void;
}

/** The files that were given to be added, with how far each is or why it was refused. */
export function UploadList({ uploads, onOpenHref }: UploadListProps) {
  const { items } = uploads;
  const list = useRef<HTMLElement>(null);
  useEndsToldAloud(items);
  if (items.length === 0) return null;
  const dismiss = (id: number) => {
    const index = items.findIndex((item) => item.id === id);
    uploads.dismiss(id);
    // The focus goes on to the row that takes the place.
    requestAnimationFrame(() => {
      const rows = list.current?.querySelectorAll<HTMLElement>('.upload') ?? [];
      const row = rows[Math.min(index, rows.length - 1)];
      (
        row?.querySelector<HTMLElement>('button, a') ?? document.querySelector<HTMLElement>('.add-papers button')
      )?.focus();
    });
  };
  return (
    <section ref={list} class="uploads" aria-labelledby="uploads-heading">
      <div class="uploads-head">
        <h2 id="uploads-heading">{uploadsInWords(items)}</h2>
        {items.length > 1 && items.some(({ state }) => isOver(state)) && (
          <button type="button" class="quiet" onClick={uploads.dismissFinished}>
            Clear finished
          </button>
        )}
      </div>
      <ul>
        {items.map((upload) => (
          <UploadRow key={upload.id} upload={upload} uploads={uploads} onDismiss={dismiss} onOpenHref={onOpenHref} />
        ))}
      </ul>
    </section>
  );
}

interface UploadRowProps extends UploadListProps {
  readonly upload: Upload;
  readonly onDismiss: (id: number) => void;
}

function UploadRow({ upload, uploads, onDismiss, onOpenHref }: UploadRowProps) {
  const { id, name, state } = upload;
  const share = shareOf(state);
  const paperId = 'paperId' in state ? state.paperId : null;
  const canRetry = state.step === 'stopped' || (state.step === 'refused' && state.again);
  return (
    <li class={`upload is-${state.step}`}>
      <bdi class="upload-name">{name}</bdi>
      <span class="upload-state" dir="auto">
        {uploadInWords(state)}
      </span>
      {share !== undefined && (
        <progress aria-label={`Progress of ${name}`} max={1} {...(share === null ? {} : { value: share })} />
      )}
      <span class="upload-actions">
        {paperId !== null && (
          <InnerLink class="quiet-link" href={paperHref(paperId)} onOpen={onOpenHref} aria-label={`Open ${name}`}>
            Open
          </InnerLink>
        )}
        {canRetry && (
          <button type="button" class="quiet" aria-label={`Try again: ${name}`} onClick={() => uploads.retry(id)}>
            Try again
          </button>
        )}
        {canBeStopped(state) && (
          <button type="button" class="quiet" aria-label={`Stop ${name}`} onClick={() => uploads.cancel(id)}>
            Stop
          </button>
        )}
        {isOver(state) && (
          <button type="button" class="quiet" aria-label={`Dismiss ${name}`} onClick={() => onDismiss(id)}>
            <span aria-hidden="true">×</span>
          </button>
        )}
      </span>
    </li>
  );
}

function useEndsToldAloud(items: readonly Upload[]): void {
  const announce = useAnnounce();
  // What ended before the room was entered is shown, not told.
  const told = useRef<ReadonlyMap<number, string>>(stepsOf(items));
  useEffect(() => {
    const sentences = items
      .filter(({ id, state }) => told.current.get(id) !== state.step)
      .map(endInWords)
      .filter((sentence) => sentence !== null);
    told.current = stepsOf(items);
    if (sentences.length > 0) announce(sentences.join(' '));
  }, [items]);
}

function stepsOf(items: readonly Upload[]): ReadonlyMap<number, string> {
  return new Map(items.map(({ id, state }) => [id, state.step]));
}

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';

interface FileDropProps {
  readonly class?: string;
  /** What the button that opens the file dialog says. */
  readonly choose: string;
  /** Endings that the file dialog offers, such as ".pdf,.txt"; what is dropped is not filtered. */
  readonly accept: string;
  readonly multiple: boolean;
  /** `leftOut`: what was dropped besides, where only one is taken. */
  readonly onFiles: (files: readonly File[], leftOut: readonly File[]) => void;
  /** Given the button that opens the file dialog, which has to stand somewhere in it. */
  readonly children: (button: ComponentChildren) => ComponentChildren;
}

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/** An area on which files can be dropped, with a button that opens the file dialog for those who do not drag. */
export function FileDrop({ class: name = '', choose, accept, multiple, onFiles, children }: FileDropProps) {
  // Enter and leave come for every element inside: only when all were left is the pointer outside.
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  const take = (files: FileList | null | undefined) => {
    const given = [...(files ?? [])];
    const taken = multiple ? given : given.slice(0, 1);
    if (given.length > 0) onFiles(taken, given.slice(taken.length));
  };
  return (
    <div
      class={`file-drop ${over ? 'over' : ''} ${name}`}
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => {
        if (carriesFiles(event)) event.preventDefault();
      }}
      onDragLeave={() => {
        depth.current -= 1;
        if (depth.current <= 0) leave();
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        leave();
        take(event.dataTransfer?.files);
      }}
    >
      {children(
        <>
          <button type="button" onClick={() => field.current?.click()}>
            {choose}
          </button>
          <input
            ref={field}
            type="file"
            hidden
            accept={accept}
            multiple={multiple}
            aria-label={choose}
            onChange={(event) => {
              take(event.currentTarget.files);
              // The same file can be chosen again.
              event.currentTarget.value = '';
            }}
          />
        </>,
      )}
    </div>
  );
}

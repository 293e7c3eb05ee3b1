import { useEffect, useRef } from 'preact/hooks';

const keys = [
  ['/', 'Ask a question'],
  ['Enter', 'Ask it; Shift + Enter begins a line'],
  ['j, k', 'Next and previous citation'],
  ['Esc', 'Leave the box that is typed in; close the source, a menu or this list'],
  ['Ctrl or ⌘ + Enter', 'Check the text that was pasted'],
  ['← →', 'Change between text, page and contents of a source'],
  ['?', 'Show this list'],
] as const;

/** The list of keys, over the page until it is closed. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="key-help"
      aria-labelledby="keys-heading"
      onClose={onClose}
      onClick={(event) => {
        // What is clicked outside the box is the dialog's own backdrop.
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="key-help-box">
        <h2 id="keys-heading">Keys</h2>
        <dl>
          {keys.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
    </dialog>
  );
}

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import { paperInWords } from '../citation/citation-words.ts';
import { longestWithSource } from './run-check.ts';

interface CheckBoxProps {
  readonly typed: { text: string; source: string };
  readonly papers: readonly WirePaper[];
  /** The button that opens the file dialog. */
  readonly fileButton: ComponentChildren;
  readonly onCheck: (text: string, source: string) => void;
}

/** The box that a quotation, a paragraph or a draft is pasted in; Ctrl or Cmd with Enter checks. */
export function CheckBox({ typed, papers, fileButton, onCheck }: CheckBoxProps) {
  const [text, setText] = useState(typed.text);
  const [source, setSource] = useState(typed.source);
  const field = useRef<HTMLTextAreaElement>(null);
  const blank = text.trim() === '';
  useEffect(() => {
    // What was checked came back to be changed.
    if (typed.text !== '') field.current?.focus();
  }, []);
  const keep = (next: { text: string; source: string }) => {
    Object.assign(typed, next);
    setText(next.text);
    setSource(next.source);
  };
  const submit = () => {
    if (!blank) onCheck(text, source);
  };
  return (
    <form
      class="check-box"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
        event.preventDefault();
        submit();
      }}
    >
      <label class="visually-hidden" for="check-text">
        A quotation, a paragraph or a whole draft
      </label>
      <textarea
        ref={field}
        id="check-text"
        rows={6}
        dir="auto"
        placeholder="Paste a quotation, a paragraph or a whole draft"
        value={text}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => keep({ text: event.currentTarget.value, source })}
      />
      <div class="check-source">
        <label for="check-source">Who is said to have written it? (optional)</label>
        <input
          id="check-source"
          type="text"
          dir="auto"
          list="check-sources"
          maxLength={1000}
          placeholder="Author, author and year, or title"
          value={source}
          autocomplete="off"
          onInput={(event) => keep({ text, source: event.currentTarget.value })}
        />
        <datalist id="check-sources">
          {papers.map((paper) => (
            <option key={paper.id} value={paperInWords(paper)}>
              {paper.title}
            </option>
          ))}
        </datalist>
        {source.trim() !== '' && text.length > longestWithSource && (
          <p class="check-hint" role="status">
            A draft as long as this is checked by the sources that it names itself.
          </p>
        )}
      </div>
      <div class="check-actions">
        {fileButton}
        <span class="check-hint">.docx, .md or .txt, or drop it here</span>
        <button type="submit" class="primary" disabled={blank}>
          Check
        </button>
      </div>
    </form>
  );
}

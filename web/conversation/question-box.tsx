import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';

/** Longest question that the server takes. */
const maxLength = 2000;

interface QuestionBoxProps {
  readonly field: RefObject<HTMLTextAreaElement>;
  readonly busy: boolean;
  readonly followUp: boolean;
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
}

/** The box that questions are put in; Enter asks, Shift+Enter begins a line. */
export function QuestionBox({ field, busy, followUp, onAsk, onStop }: QuestionBoxProps) {
  const [draft, setDraft] = useState('');
  const question = draft.trim();
  const submit = () => {
    if (busy || question === '') return;
    setDraft('');
    onAsk(question);
  };
  return (
    <form
      class="question-box"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label class="visually-hidden" for="question">
        {followUp ? 'Ask a follow-up question' : 'Ask the papers a question'}
      </label>
      <textarea
        ref={field}
        id="question"
        rows={1}
        maxLength={maxLength}
        placeholder={followUp ? 'Ask a follow-up' : 'Ask the papers a question'}
        value={draft}
        autocomplete="off"
        enterkeyhint="send"
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While an input method composes, Enter belongs to it.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      {busy ? (
        <button type="button" onClick={onStop}>
          Stop
        </button>
      ) : (
        <button type="submit" class="primary" disabled={question === ''}>
          Ask
        </button>
      )}
    </form>
  );
}

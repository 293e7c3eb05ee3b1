import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { keepTypedQuestion, typedQuestion } from './typed-question.ts';

/** Characters of the longest question that the server takes. */
export const longestQuestion = 2000;

interface QuestionBoxProps {
  readonly field: RefObject<HTMLTextAreaElement>;
  readonly busy: boolean;
  readonly followUp: boolean;
  /** What stands beside the button: the choice of papers. */
  readonly children: ComponentChildren;
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
}

/** The box that questions are put in; Enter asks, Shift+Enter begins a line. */
export function QuestionBox({ field, busy, followUp, children, onAsk, onStop }: QuestionBoxProps) {
  const [draft, setDraft] = useState(typedQuestion);
  const [waiting, setWaiting] = useState(false);
  const question = draft.trim();
  const left = longestQuestion - draft.length;
  const type = (text: string) => {
    setDraft(text);
    keepTypedQuestion(text);
  };
  useEffect(() => setWaiting(false), [busy]);
  const submit = () => {
    if (question === '') {
      field.current?.focus();
      return;
    }
    setWaiting(busy);
    if (busy) return;
    type('');
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
      <div class="question-frame">
        <label class="visually-hidden" for="question">
          {followUp ? 'Ask a follow-up question' : 'Ask the papers a question'}
        </label>
        <textarea
          ref={field}
          id="question"
          dir="auto"
          rows={1}
          maxLength={longestQuestion}
          placeholder={followUp ? 'Ask a follow-up' : 'Ask the papers a question'}
          value={draft}
          autocomplete="off"
          enterkeyhint="send"
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            // While an input method composes, Enter belongs to it.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <div class="question-row">
          {children}
          {left <= 200 && (
            <span class="hint" role="status">
              {left === 0 ? 'A question has 2,000 characters at most.' : `${left} characters left`}
            </span>
          )}
          {waiting && (
            <span class="hint" role="status">
              Wait for the answer, or stop it first.
            </span>
          )}
          {/* One button, whatever it does: the focus stays where it was pressed. */}
          <button
            type="submit"
            class={busy || question === '' ? '' : 'primary'}
            aria-disabled={!busy && question === ''}
            onClick={(event) => {
              if (!busy) return;
              event.preventDefault();
              onStop();
            }}
          >
            {busy ? 'Stop' : 'Ask'}
          </button>
        </div>
      </div>
    </form>
  );
}

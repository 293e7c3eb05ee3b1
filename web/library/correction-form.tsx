import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import { inWords, RequestFailedError } from '../api/failure.ts';
import { correctPaper } from '../api/papers.ts';
import {
  type CorrectionFields,
  type CorrectionProblems,
  correctionOf,
  fieldsOf,
  oneLine,
  problemOf,
} from './correction.ts';
import { isGone } from './is-gone.ts';

interface CorrectionFormProps {
  readonly paper: WirePaper;
  readonly onCorrected: (paper: WirePaper) => void;
  readonly onClose: () => void;
  /** The paper is not in the library any more. */
  readonly onGone: () => void;
}

const labels: readonly { readonly name: keyof CorrectionFields; readonly label: string; readonly hint?: string }[] = [
  { name: 'title', label: 'Title' },
  {
    name: 'authors',
    label: 'Authors',
    hint: 'One a line, in the order of the paper; “Le Guin, Ursula K.” where the family name is not the last word',
  },
  { name: 'year', label: 'Year' },
  { name: 'doi', label: 'DOI', hint: 'Such as 10.1145/3292500.3330701' },
];

/** Title, authors, year and DOI to be put right by hand; Esc leaves them as they were. */
export function CorrectionForm({ paper, onCorrected, onClose, onGone }: CorrectionFormProps) {
  const [fields, setFields] = useState(() => fieldsOf(paper));
  const [problems, setProblems] = useState<CorrectionProblems>({});
  const [saving, setSaving] = useState(false);
  const agreed = useRef<ReadonlySet<string>>(new Set());
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  // The first field that is wrong is where one goes on typing.
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [problems]);

  const save = async () => {
    if (saving) return;
    const read = correctionOf(paper, fields, agreed.current);
    if ('problems' in read) {
      if (read.authors !== undefined) {
        // Who puts them on one line again means one author.
        agreed.current = new Set([...agreed.current, ...fields.authors.split('\n').map(oneLine)]);
        setFields({ ...fields, authors: read.authors });
      }
      setProblems(read.problems);
      return;
    }
    if (Object.keys(read.correction).length === 0) {
      onClose();
      return;
    }
    setSaving(true);
    try {
      onCorrected(await correctPaper(paper.id, read.correction));
    } catch (error) {
      setSaving(false);
      if (isGone(error)) {
        onGone();
        return;
      }
      const sentence = inWords(error);
      const isRefused = error instanceof RequestFailedError && error.status === 400;
      setProblems(isRefused ? problemOf(sentence) : { form: sentence });
    }
  };

  return (
    <form
      ref={form}
      class="correction"
      aria-label={`Details of ${paper.title}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.isComposing) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
        // In the lines of the authors Enter makes a new line.
        const saves = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
        const inTitle = event.target instanceof HTMLElement && event.target.getAttribute('name') === 'title';
        if (saves || (event.key === 'Enter' && inTitle)) {
          event.preventDefault();
          void save();
        }
      }}
    >
      {labels.map(({ name, label, hint }) => {
        const problem = problems[name];
        const described = [hint && `${id}-${name}-hint`, problem && `${id}-${name}-problem`].filter(Boolean).join(' ');
        const shared = {
          id: `${id}-${name}`,
          name,
          dir: 'auto' as const,
          value: fields[name],
          'aria-invalid': problem !== undefined,
          'aria-describedby': described === '' ? undefined : described,
          autocomplete: 'off',
          spellcheck: false,
        };
        const change = (value: string) => setFields((before) => ({ ...before, [name]: value }));
        return (
          <div key={name} class={`field field-${name}`}>
            <label for={`${id}-${name}`}>{label}</label>
            {hint && (
              <span class="field-hint" id={`${id}-${name}-hint`}>
                {hint}
              </span>
            )}
            {name === 'title' || name === 'authors' ? (
              <textarea
                {...shared}
                rows={name === 'title' ? 3 : Math.min(8, Math.max(2, fields.authors.split('\n').length))}
                onInput={(event) => change(event.currentTarget.value)}
              />
            ) : (
              <input
                {...shared}
                type="text"
                inputMode={name === 'year' ? 'numeric' : 'text'}
                onInput={(event) => change(event.currentTarget.value)}
              />
            )}
            {problem !== undefined && (
              <span class="field-problem" id={`${id}-${name}-problem`}>
                {problem}
              </span>
            )}
          </div>
        );
      })}
      {problems.form !== undefined && (
        <p class="field-problem" role="alert">
          {problems.form}
        </p>
      )}
      <div class="correction-actions">
        <button type="submit" class="primary" aria-disabled={saving}>
          {saving ? 'Saving…' : 'Save'}
        </button>
        <button type="button" class="quiet" onClick={onClose}>
          Cancel
        </button>
        <span class="field-hint">Kept also when the file is added again.</span>
      </div>
    </form>
  );
}

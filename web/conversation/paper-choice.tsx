import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import { paperParts, type WordsPart } from '../citation/citation-words.ts';
import { WordsInParts } from '../citation/words-in-parts.tsx';
import { useLeaving } from '../controls/use-leaving.ts';

/** From so many papers on, they can be narrowed down by words. */
const filterFrom = 8;
/** Most papers that are listed at once: more are found by words. */
const mostListed = 100;

interface PaperChoiceProps {
  readonly papers: readonly WirePaper[];
  /** Ids of the chosen ones; empty: all. */
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
}

function chosenInWords(papers: readonly WirePaper[], chosen: readonly string[]): readonly WordsPart[] {
  const ours = (words: string) => [{ words, own: false }];
  if (chosen.length === 0) return ours('All papers');
  const [only] = chosen;
  const paper = chosen.length === 1 ? papers.find(({ id }) => id === only) : undefined;
  if (paper) return paperParts(paper);
  return ours(chosen.length === 1 ? '1 paper' : `${chosen.length} papers`);
}

/** The papers whose title, authors or year hold all words. */
export function papersWith(papers: readonly WirePaper[], words: string): readonly WirePaper[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return papers;
  return papers.filter(({ title, authors, year }) => {
    const text = [title, ...authors, year ?? ''].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** Which papers are asked: all, or those ticked. */
export function PaperChoice({ papers, chosen, onChoose }: PaperChoiceProps) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useLeaving(root, open, () => setOpen(false));
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (open) list.current?.querySelector('input')?.focus({ preventScroll: true });
  }, [open]);
  if (papers.length < 2 && chosen.length === 0) return null;
  const found = papersWith(papers, words);
  const toggle = (paper: string) =>
    onChoose(chosen.includes(paper) ? chosen.filter((other) => other !== paper) : [...chosen, paper]);
  return (
    <div
      ref={root}
      class="paper-choice"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        class="quiet"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span class="visually-hidden">Papers to ask: </span>
        <span>
          <WordsInParts parts={chosenInWords(papers, chosen)} />
        </span>
        <span aria-hidden="true"> ▾</span>
      </button>
      {open && (
        <div ref={list} class="choice-list" id={id} role="group" aria-label="Papers to ask">
          {papers.length >= filterFrom && (
            <input
              type="search"
              aria-label="Find papers by title, author or year"
              placeholder="Title, author or year"
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
            />
          )}
          <label>
            <input type="checkbox" checked={chosen.length === 0} onChange={() => onChoose([])} />
            <span>All papers</span>
          </label>
          {found.slice(0, mostListed).map((paper) => (
            <label key={paper.id}>
              <input type="checkbox" checked={chosen.includes(paper.id)} onChange={() => toggle(paper.id)} />
              <span dir="auto">
                {paper.title}
                <small>
                  <bdi dir="ltr">
                    <WordsInParts parts={paperParts(paper)} />
                  </bdi>
                </small>
              </span>
            </label>
          ))}
          {found.length === 0 && <p class="hint">No paper has these words in its title, authors or year.</p>}
          {found.length > mostListed && (
            <p class="hint">{found.length - mostListed} more: narrow them down by title, author or year.</p>
          )}
        </div>
      )}
    </div>
  );
}

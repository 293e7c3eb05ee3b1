import { useMemo, useRef, useState } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import { InnerLink } from '../controls/inner-link.tsx';
import { referenceItems } from '../citation/reference-items.ts';
import { type CopyItem, CopyMenu } from '../controls/copy-menu.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { isGone } from './is-gone.ts';
import { PaperContents } from './paper-contents.tsx';
import { allAuthorsInWords, doiHref, isAllCapitals, paperElementId, paperHref, sizeInWords } from './paper-details.ts';

/** What can be done with a paper; the object stays the same for as long as the list is shown. */
export interface PaperActs {
  readonly openHref: (href: string) => void;
  readonly ask: (paper: WirePaper) => void;
  readonly choose: (id: string, chosen: boolean) => void;
  readonly put: (paper: WirePaper) => void;
  readonly remove: (paper: WirePaper) => void;
  /** The paper was found not to be in the library any more. */
  readonly foundGone: (paper: WirePaper) => void;
}

interface PaperRowProps {
  readonly paper: WirePaper;
  readonly chosen: boolean;
  readonly acts: PaperActs;
}

/** One paper of the list; drawn again only when something about it has changed. */
export function PaperRow({ paper, chosen, acts }: PaperRowProps) {
  return useMemo(() => <Row paper={paper} chosen={chosen} acts={acts} />, [paper, chosen, acts]);
}

function Row({ paper, chosen, acts }: PaperRowProps) {
  const [editing, setEditing] = useState(false);
  const [open, setOpen] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const { id, title, authors, year, warnings } = paper;
  const closeForm = () => {
    setEditing(false);
    // The button is there again only after the next drawing.
    requestAnimationFrame(() => editButton.current?.focus());
  };
  if (editing) {
    return (
      <div class="paper-row editing" role="listitem" id={paperElementId(id)}>
        <CorrectionForm
          paper={paper}
          onClose={closeForm}
          onGone={() => acts.foundGone(paper)}
          onCorrected={(corrected) => {
            acts.put(corrected);
            closeForm();
          }}
        />
      </div>
    );
  }
  const contentsId = `contents-${id}`;
  return (
    <div class={chosen ? 'paper-row chosen' : 'paper-row'} role="listitem" id={paperElementId(id)}>
      <label class="paper-chosen">
        <input
          type="checkbox"
          checked={chosen}
          aria-label={`Choose ${title}`}
          onChange={(event) => acts.choose(id, event.currentTarget.checked)}
        />
      </label>
      <div class="paper-words">
        <h2>
          <InnerLink
            class={isAllCapitals(title) ? 'paper-title all-capitals' : 'paper-title'}
            href={paperHref(id)}
            onOpen={acts.openHref}
            dir="auto"
          >
            {title}
          </InnerLink>
        </h2>
        <p class="paper-authors">
          <bdi>{allAuthorsInWords(authors)}</bdi> ({year ?? 'n.d.'})
        </p>
        <PaperFacts paper={paper} />
        {warnings.length > 0 && (
          <ul class="paper-warnings" aria-label="What could not be read well">
            {warnings.map((warning) => (
              <li key={warning} dir="auto">
                {warning}
              </li>
            ))}
          </ul>
        )}
        <div class="paper-actions">
          <button type="button" class="quiet" onClick={() => acts.ask(paper)}>
            Ask this paper
          </button>
          <CopyMenu label={`Cite ${title}`} word="Cite" items={citeItems(paper, acts)} class="cite-menu" />
          <button
            type="button"
            class="quiet"
            aria-expanded={open}
            aria-controls={open ? contentsId : undefined}
            onClick={() => setOpen(!open)}
          >
            Contents
          </button>
          <button ref={editButton} type="button" class="quiet" onClick={() => setEditing(true)}>
            Edit
          </button>
          <a class="quiet-link" href={`/api/papers/${encodeURIComponent(id)}/file`} download>
            Download
          </a>
          <button type="button" class="quiet" onClick={() => acts.remove(paper)}>
            Remove
          </button>
        </div>
        <div id={contentsId}>
          {open && <PaperContents paper={paper} onOpenHref={acts.openHref} onGone={() => acts.foundGone(paper)} />}
        </div>
      </div>
    </div>
  );
}

function citeItems(paper: WirePaper, acts: PaperActs): readonly CopyItem[] {
  return referenceItems(paper.id, (name) => name).map((item) => ({
    ...item,
    text: async () => {
      try {
        return await item.text();
      } catch (error) {
        if (isGone(error)) acts.foundGone(paper);
        throw error;
      }
    },
  }));
}

function PaperFacts({ paper }: { paper: WirePaper }) {
  const href = paper.doi === null ? null : doiHref(paper.doi);
  return (
    <p class="paper-details">
      {sizeInWords(paper).map((words) => (
        <span key={words}>{words}</span>
      ))}
      {paper.doi !== null && (
        <span>
          {href === null ? (
            `doi:${paper.doi}`
          ) : (
            <a href={href} target="_blank" rel="noreferrer noopener">
              doi:{paper.doi}
            </a>
          )}
        </span>
      )}
      <span>
        <bdi>{paper.source}</bdi>
      </span>
    </p>
  );
}

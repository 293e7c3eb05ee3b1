import { Component } from 'preact';
import type { CheckResult, PaperRef, Place } from '../../server/wire.ts';
import { InnerLink } from '../controls/inner-link.tsx';
import { useCopy } from '../controls/use-copy.ts';
import { sourceParts } from '../citation/citation-words.ts';
import { WordsInParts } from '../citation/words-in-parts.tsx';
import { claimedLines } from './claimed-words.ts';
import { DifferenceView, showsQuotation } from './difference-view.tsx';
import { findingAsText } from './finding-text.ts';
import { findingTone, findingWords } from './notes.ts';
import { capital } from './verdict-words.ts';

/** Places that are listed before the others are asked for. */
const placesAtOnce = 3;

export interface FindingCardProps {
  readonly number: number;
  readonly result: CheckResult;
  /** The paper of the library that is meant by the claimed source; null: none of them. */
  readonly meant: Pick<PaperRef, 'authors' | 'title' | 'year'> | null;
  /** All of it is shown. */
  readonly whole: boolean;
  /** It is shown whole only while it is chosen. */
  readonly folds: boolean;
  readonly chosen: boolean;
  /** The place that is open beside, if it is one of this finding's. */
  readonly openPermalink: string | null;
  readonly onChoose: (number: number) => void;
  readonly onOpenPlace: (number: number, place: Place) => void;
  readonly onShowInText: (number: number) => void;
}

function PlaceItem({ place, open, onOpen }: { place: Place; open: boolean; onOpen: (place: Place) => void }) {
  return (
    <li class="place">
      <InnerLink href={place.permalink} onOpen={() => onOpen(place)} aria-current={open ? 'true' : undefined}>
        <WordsInParts parts={sourceParts(place)} />
      </InnerLink>
      {place.paper.authors.length > 0 && (
        <span class="place-title" dir="auto">
          {place.paper.title}
        </span>
      )}
    </li>
  );
}

function Places({
  places,
  openPermalink,
  onOpen,
}: {
  places: readonly Place[];
  openPermalink: string | null;
  onOpen: (place: Place) => void;
}) {
  const item = (place: Place) => (
    <PlaceItem key={place.permalink} place={place} open={place.permalink === openPermalink} onOpen={onOpen} />
  );
  const more = places.slice(placesAtOnce);
  return (
    <>
      <ul class="places">{places.slice(0, placesAtOnce).map(item)}</ul>
      {more.length > 0 && (
        <details>
          <summary>
            {more.length} more {more.length === 1 ? 'place' : 'places'}
          </summary>
          <ul class="places">{more.map(item)}</ul>
        </details>
      )}
    </>
  );
}

function ClaimedSource({ result, meant }: Pick<FindingCardProps, 'result' | 'meant'>) {
  const lines = claimedLines(result, meant);
  if (lines.length === 0) return null;
  return (
    <div class="claimed">
      {lines.map((parts, index) => (
        <p key={index}>
          <WordsInParts parts={parts} />
        </p>
      ))}
    </div>
  );
}

function Details(props: FindingCardProps) {
  const { number, result, meant, openPermalink, onOpenPlace, onShowInText } = props;
  const { copy, copied, problem } = useCopy();
  const open = (place: Place) => onOpenPlace(number, place);
  return (
    <div class="finding-details" id={`finding-${number}`}>
      <p class="explanation" dir="auto">
        {result.explanation}
      </p>
      {result.warnings.map(({ kind, message }) => (
        <p key={kind + message} class="warning" dir="auto">
          <span aria-hidden="true">!</span>
          <span class="visually-hidden">Warning: </span>
          {message}
        </p>
      ))}
      <DifferenceView result={result} />
      <ClaimedSource result={result} meant={meant} />
      {result.originalAuthor !== null && (
        <p class="claimed" dir="auto">
          First said by {result.originalAuthor}; this paper reports it.
        </p>
      )}
      {result.matches.length > 0 && (
        <div>
          <h4>{result.matches.length === 1 ? 'Where it stands' : `It stands in ${result.matches.length} places`}</h4>
          <Places places={result.matches} openPermalink={openPermalink} onOpen={open} />
        </div>
      )}
      {result.matches.length === 0 && result.nearest.length > 0 && (
        <div class="nearest-places">
          <h4>Nearest, not the same</h4>
          <ul>
            {result.nearest.map((place) => (
              <li key={place.permalink}>
                <blockquote dir="auto">{place.quote}</blockquote>
                <Places places={[place]} openPermalink={openPermalink} onOpen={open} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <p class="finding-actions">
        <button type="button" class="quiet" onClick={() => onShowInText(number)}>
          Show in the text
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => copy('Finding', findingAsText(result, number, location.origin))}
        >
          {copied ? 'Copied' : 'Copy as text'}
        </button>
        {problem !== null && <span class="copy-problem">{problem}</span>}
      </p>
    </div>
  );
}

/** A finding: its verdict and words; when it is chosen, why, what differs and where it stands. */
export class FindingCard extends Component<FindingCardProps> {
  /** Handlers do the same whenever they were made. */
  override shouldComponentUpdate(next: FindingCardProps): boolean {
    const { number, result, meant, whole, folds, chosen, openPermalink } = this.props;
    return (
      next.number !== number ||
      next.result !== result ||
      next.meant !== meant ||
      next.whole !== whole ||
      next.folds !== folds ||
      next.chosen !== chosen ||
      next.openPermalink !== openPermalink
    );
  }

  override render(props: FindingCardProps) {
    const { number, result, whole, folds, chosen, onChoose } = props;
    return (
      <li class={`finding ${findingTone(result)}${chosen ? ' chosen' : ''}`} aria-current={chosen ? 'true' : undefined}>
        <h3>
          <button
            type="button"
            class="finding-head"
            data-number={number}
            aria-expanded={folds ? whole : undefined}
            aria-controls={folds && whole ? `finding-${number}` : undefined}
            onClick={() => onChoose(number)}
          >
            <span class="finding-number">{number}</span>
            <span class="finding-verdict">{capital(findingWords(result))}</span>
            <span class={`finding-quote${whole && showsQuotation(result) ? ' visually-hidden' : ''}`} dir="auto">
              {result.kind === 'claim' ? result.quote : `“${result.quote}”`}
            </span>
          </button>
        </h3>
        {whole && <Details {...props} />}
      </li>
    );
  }
}

import type { CheckResult } from '../../server/wire.ts';
import { type DifferencePart, quotationParts, shownWords, sourceParts } from './difference.ts';
import { capital, changeSentence, changeWords } from './verdict-words.ts';

/** Words of the context that are shown on each side. */
const contextWords = 40;

function lastWords(text: string): string {
  const words = text.split(/\s+/);
  return words.length <= contextWords ? text : `… ${words.slice(-contextWords).join(' ')}`;
}

function firstWords(text: string): string {
  const words = text.split(/\s+/);
  return words.length <= contextWords ? text : `${words.slice(0, contextWords).join(' ')} …`;
}

/** End punctuation is not among the words. */
const followsAtOnce = /^[.,;:!?)\]’”"']/;

function QuotationPart({ part }: { part: DifferencePart }) {
  const { change } = part;
  const words = shownWords(part);
  if (!change) return <>{words}</>;
  const name = change.permitted ? 'permitted' : undefined;
  if (words === '') {
    return (
      <span class={`gap ${name ?? ''}`}>
        <span aria-hidden="true">‸</span>
        <span class="visually-hidden"> (words of the source left out here) </span>
      </span>
    );
  }
  return (
    <ins class={name}>
      <span class="visually-hidden"> ({changeWords[change.class]}: the quotation has) </span>
      {words}
      <span class="visually-hidden"> (end) </span>
    </ins>
  );
}

function SourcePart({ text, change }: DifferencePart) {
  if (!change) return <>{text}</>;
  return (
    <del class={change.permitted ? 'permitted' : undefined}>
      <span class="visually-hidden"> ({changeWords[change.class]}: the source has) </span>
      {text}
      <span class="visually-hidden"> (end) </span>
    </del>
  );
}

/** Whether the quotation itself stands over the source's words: they differ. */
export function showsQuotation({ changes, kind, sourceQuote }: CheckResult): boolean {
  return (sourceQuote ?? '') !== '' && (changes.length > 0 || kind === 'claim');
}

/** The quotation over the source's words, with what differs marked in both, and each difference named. */
export function DifferenceView({ result }: { result: CheckResult }) {
  const { changes, context, sourceQuote, kind } = result;
  if (sourceQuote === null || sourceQuote === '') return null;
  const gravest = changes.filter(({ permitted }) => !permitted);
  const allowed = changes.filter(({ permitted }) => permitted);
  return (
    <div class="difference">
      <dl>
        {showsQuotation(result) && (
          <div>
            <dt>{kind === 'claim' ? 'The draft' : 'The quotation'}</dt>
            <dd class="quotation-words" dir="auto">
              {quotationParts(result).map((part, index) => (
                <QuotationPart key={index} part={part} />
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>The source</dt>
          <dd class="source-words" dir="auto">
            {context && context.before !== '' && <span class="around">{lastWords(context.before)} </span>}
            <span class="source-quote">
              {sourceParts(result).map((part, index) => (
                <SourcePart key={index} {...part} />
              ))}
            </span>
            {context && context.after !== '' && (
              <span class="around">
                {followsAtOnce.test(context.after) ? '' : ' '}
                {firstWords(context.after)}
              </span>
            )}
          </dd>
        </div>
      </dl>
      {changes.length > 0 && (
        <ul class="changes" aria-label="Differences">
          {[...gravest, ...allowed].map((change, index) => (
            <li key={index} class={change.permitted ? 'permitted' : undefined} dir="auto">
              {capital(changeSentence(change))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

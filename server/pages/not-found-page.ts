import { html } from 'hono/html';
import { type Html, page, wordmark } from './page.ts';

/** What a person gets who opens an address that means nothing. */
export function notFoundPage(): Html {
  return page(
    'Nothing here',
    html`<main class="narrow">
      ${wordmark}
      <h1>Nothing here</h1>
      <p>There is no page at this address.</p>
      <p><a href="/">Ask the library</a>, or read <a href="/docs">how the API is used</a>.</p>
    </main>`,
  );
}

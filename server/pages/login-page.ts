import { html } from 'hono/html';
import { page, wordmark } from './page.ts';

/**
 * The page where a browser logs in. The form has no action, so it goes to the page's own address: `next`, and the
 * fragment of a citation's link, survive.
 * @param problem why the last attempt failed, or null
 */
export function loginPage(problem: string | null) {
  return page(
    'Log in',
    html`<main class="narrow">
      ${wordmark}
      <h1>Log in</h1>
      <p>This library asks for a key. Whoever runs it makes one with <code>ibid key add</code>.</p>
      ${problem === null ? '' : html`<p class="problem" role="alert" id="problem">${problem}</p>`}
      <form method="post">
        <label for="key">Key</label>
        <input
          id="key"
          name="key"
          type="password"
          required
          autofocus
          autocomplete="current-password"
          spellcheck="false"
          placeholder="ibid_…"
          ${problem === null ? '' : html`aria-describedby="problem" aria-invalid="true"`}
        />
        <button type="submit">Log in</button>
      </form>
    </main>`,
  );
}

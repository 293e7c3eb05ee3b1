import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The name in the corner, which leads to the web page. */
export const wordmark = html`<a class="wordmark" href="/">Ibid<span aria-hidden="true">.</span></a>`;

/** A page that the server renders itself: no script, one stylesheet, every value escaped. */
export function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – Ibid</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/ibid.css" />
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}

/**
 * The stylesheet of the pages that the server renders, in the colours and letters of the web page (web/styles/tokens.css);
 * contrast is at least 4.5:1 in both schemes (WCAG 2.2, 1.4.3).
 */
export const stylesheet = `
:root { color-scheme: light dark; --ink: #1d1b18; --soft: #5d5850; --ground: #fcfbf9; --raised: #fff; --line: #e2ddd3; --strong: #cbc4b6; --rubric: #9b2d1f; --panel: #f4f1ea;
  --serif: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'Source Serif 4', Charter, 'Noto Serif', 'Liberation Serif', 'Times New Roman', serif;
  --sans: -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, 'Liberation Sans', Arial, sans-serif; }
@media (prefers-color-scheme: dark) { :root { --ink: #ebe6dc; --soft: #b0a99c; --ground: #171614; --raised: #23211e; --line: #34312c; --strong: #4d483f; --rubric: #ee9a83; --panel: #23211e; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 var(--sans); overflow-wrap: anywhere; }
main { max-width: 58rem; margin: 0 auto; padding: 1.1rem 1.25rem 5rem; }
main.narrow { max-width: 28rem; }
main.narrow h1 { margin-top: 12vh; }
.wordmark { display: inline-block; font: italic 1.375rem/1 var(--serif); text-decoration: none; }
.wordmark span { color: var(--rubric); }
h1, h2, h3 { font-family: var(--serif); line-height: 1.25; font-weight: 400; text-wrap: balance; }
h1 { font-size: 2rem; margin: 2.5rem 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.4rem; margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 0; }
h4 { font-size: .8125rem; font-weight: 500; margin: 1.1rem 0 .25rem; color: var(--soft); }
a { color: inherit; text-decoration-color: var(--strong); text-underline-offset: .2em; }
a:hover { text-decoration-color: var(--rubric); }
p { margin: .4rem 0; }
code, pre { font: .875em/1.5 ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace; }
pre { background: var(--panel); border-radius: 6px; padding: .8rem 1rem; overflow-x: auto; margin: .4rem 0; overflow-wrap: normal; }
pre.example { white-space: pre-wrap; overflow-wrap: anywhere; margin: 1.25rem 0; }
nav ul { list-style: none; padding: 0; margin: .5rem 0; columns: 2 20rem; }
nav li { padding: .15rem 0; break-inside: avoid; }
nav a { text-decoration: none; }
nav a:hover code { text-decoration: underline; }
section.operation { border-top: 1px solid var(--line); padding: 1.5rem 0; scroll-margin-top: 1rem; }
h2 + section.operation { border-top: 0; padding-top: 0; }
.method { display: inline-block; min-width: 4.6em; font-weight: 700; color: var(--soft); }
.method.delete { color: var(--rubric); }
.soft { color: var(--soft); }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); }
th:first-child, td:first-child { width: 6.5rem; }
th:last-child, td:last-child { width: 50%; padding-right: 0; }
th { font-size: .8125rem; font-weight: 500; color: var(--soft); border-top: 0; }
form { display: grid; gap: .5rem; margin-top: 1.5rem; }
label { font-size: .875rem; font-weight: 500; }
input, button { font: inherit; padding: .6rem .8rem; border-radius: 6px; border: 1px solid var(--soft); background: var(--raised); color: var(--ink); }
button { background: var(--ink); border-color: var(--ink); color: var(--ground); font-weight: 500; cursor: pointer; }
input::placeholder { color: var(--soft); opacity: 1; }
:focus-visible { outline: 2px solid var(--rubric); outline-offset: 2px; }
.problem { color: var(--rubric); }
@media (max-width: 36rem) {
  tr { display: block; padding: .5rem 0; border-top: 1px solid var(--line); }
  tr:first-child { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  td, td:first-child, td:last-child { display: block; width: auto; padding: .1rem 0; border: 0; }
  td:empty { display: none; }
}
`;

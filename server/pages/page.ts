import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A page that the server renders itself: no script, one stylesheet, every value escaped. */
export function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Ibid</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/ibid.css" />
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}

/** The stylesheet of the pages that the server renders; contrast is at least 4.5:1 in both schemes (WCAG 2.2, 1.4.3). */
export const stylesheet = `
:root { color-scheme: light dark; --ink: #1d2126; --soft: #59616b; --ground: #fbfaf7; --line: #d9d6cd; --mark: #8a3324; --panel: #f1efe8; --accent: #1f5673; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e3dc; --soft: #a3a9b0; --ground: #16181b; --line: #363a40; --mark: #f0a08e; --panel: #202327; --accent: #8cc4e0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 58rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
main.narrow { max-width: 26rem; padding-top: 16vh; }
h1, h2, h3 { font-family: Georgia, 'Times New Roman', serif; line-height: 1.25; font-weight: 600; }
h1 { font-size: 2.1rem; margin: 0 0 .5rem; }
h2 { font-size: 1.4rem; margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 0; }
h4 { font-size: .8rem; margin: 1rem 0 .25rem; color: var(--soft); text-transform: uppercase; letter-spacing: .05em; }
a { color: var(--accent); }
p { margin: .4rem 0; }
code, pre { font: .875em/1.5 ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace; }
pre { background: var(--panel); border-radius: 6px; padding: .8rem 1rem; overflow-x: auto; margin: .4rem 0; }
nav ul { list-style: none; padding: 0; margin: .5rem 0; columns: 2 20rem; }
nav li { padding: .15rem 0; break-inside: avoid; }
nav a { text-decoration: none; color: inherit; }
nav a:hover code { text-decoration: underline; }
section.operation { border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem 1.25rem; margin: 1rem 0; scroll-margin-top: 1rem; }
.method { display: inline-block; min-width: 4.2em; font-weight: 700; color: var(--accent); }
.method.delete { color: var(--mark); }
.soft { color: var(--soft); }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); }
th { font-weight: 600; color: var(--soft); border-top: 0; }
form { display: grid; gap: .5rem; margin-top: 1.5rem; }
label { font-weight: 600; }
input, button { font: inherit; padding: .6rem .8rem; border-radius: 6px; border: 1px solid var(--soft); background: var(--ground); color: var(--ink); }
button { background: var(--accent); border-color: var(--accent); color: var(--ground); font-weight: 600; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.problem { color: var(--mark); font-weight: 600; }
`;

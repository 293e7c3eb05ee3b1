import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { page } from '../pages/page.ts';
import { createRouter, type Env, type Router } from '../http/router.ts';

/** Addresses that the web page itself gives a meaning to. */
const clientRoutes = ['/', '/library', '/check', '/check/:id', '/papers', '/papers/:id', '/answers', '/answers/:id'];

/** The built web page, from `folder`; a page that says how to build it where there is none. */
export function webRoutes(folder: string | null): Router {
  const router = createRouter();
  if (folder === null || !existsSync(join(folder, 'index.html'))) {
    for (const route of clientRoutes) router.get(route, (c) => c.html(notBuilt(), 503));
    return router;
  }
  // The page names hashed files: a stale one would ask for files that a new build has removed.
  const index = [cached('no-cache'), serveStatic({ root: folder, path: 'index.html' })] as const;
  for (const route of clientRoutes) router.get(route, ...index);
  const files = serveStatic({ root: folder });
  router.get('/assets/*', cached('public, max-age=31536000, immutable'), files);
  router.get('/:file{[\\w-]+\\.(?:svg|png|ico|webmanifest|txt)}', cached('public, max-age=3600'), files);
  return router;
}

function cached(control: string): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    if (c.res.ok) c.res.headers.set('Cache-Control', control);
  };
}

function notBuilt() {
  return page(
    'Not built',
    html`<main class="narrow">
      <h1>Ibid</h1>
      <p>The web page is not built yet. Run <code>npm run build</code> and start Ibid again.</p>
      <p>The API works: <a href="/docs">how to use it</a>.</p>
    </main>`,
  );
}

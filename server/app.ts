import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { gate } from './access/gate.ts';
import { KeyRing } from './access/keys.ts';
import { sameOrigin } from './access/same-origin.ts';
import { Sessions } from './access/session.ts';
import { accessLog } from './http/access-log.ts';
import { isMultipart } from './http/multipart-file.ts';
import { type Problem, problemOf, RequestError } from './errors.ts';
import { UploadQueue } from './jobs.ts';
import { Metrics } from './metrics.ts';
import { notFoundPage } from './pages/not-found-page.ts';
import { type AppParts, type Limits, standardLimits } from './http/parts.ts';
import { createRouter, type Env, type Router } from './http/router.ts';
import { answerRoutes } from './routes/answers.ts';
import { askRoutes } from './routes/ask.ts';
import { checkRoutes } from './routes/check.ts';
import { docsRoutes } from './routes/docs.ts';
import { healthRoutes } from './routes/health.ts';
import { loginRoutes } from './routes/login.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { paperContentRoutes } from './routes/paper-content.ts';
import { paperFileRoutes } from './routes/paper-file.ts';
import { paperRoutes } from './routes/papers.ts';
import { referenceRoutes } from './routes/reference.ts';
import { slackPaths, slackRoutes } from './routes/slack.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { webRoutes } from './routes/web.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { WireError } from './wire.ts';

/** The whole HTTP side of Ibid: no port, no environment; `app.request` is enough to try it. */
export function createApp(parts: AppParts): Router {
  const { access, library, log } = parts;
  const limits: Limits = { ...standardLimits, ...parts.limits };
  const uploads = new UploadQueue(parts, limits);
  const metrics = new Metrics(library, uploads);
  const keys = new KeyRing(library);
  const sessions = new Sessions(library, keys, {
    secureCookies: access.secureCookies,
    lifetimeMs: limits.sessionMs,
  });

  const app = createRouter();
  app.onError((error, c) => {
    const problem = problemOf(error);
    if (problem.unexpected) log.error({ err: error, requestId: c.var.requestId }, 'a request failed');
    return problemResponse(c, problem);
  });
  app.notFound((c) => {
    const message = 'There is nothing at this address. GET /docs lists all there is.';
    if (opensPage(c)) return c.html(notFoundPage(), 404);
    return problemResponse(c, problemOf(new RequestError(404, 'not-found', message)));
  });

  app.use(requestId({ limitLength: 100 }));
  app.use(async (c, next) => {
    c.set('key', null);
    await next();
  });
  app.use(accessLog(log, metrics));
  app.use(securityHeaders(access.secureCookies));
  app.use(compress());
  // What Slack sends brings a signature instead, and comes under any name: a tunnel's, an inner one of a proxy.
  const signed = new Set<string>(parts.slack ? slackPaths : []);
  const unlessSigned =
    (check: MiddlewareHandler<Env>): MiddlewareHandler<Env> =>
    (c, next) =>
      signed.has(c.req.path) ? next() : check(c, next);
  app.use(unlessSigned(sameOrigin(access)));
  if (access.requireKey) app.use(unlessSigned(gate(keys, sessions)));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c: Context<Env>, methods) => {
        c.header('Allow', methods.join(', '));
        const message = `This address takes ${methods.join(', ')} only. See /docs.`;
        return problemResponse(c, problemOf(new RequestError(405, 'method-not-allowed', message)));
      },
    }),
  );
  const limitBody = bodyLimit({
    maxSize: limits.bodyBytes,
    onError: () => {
      const message = `The body is larger than ${Math.round(limits.bodyBytes / 1024)} kB. Send less at once.`;
      throw new RequestError(413, 'body-too-large', message);
    },
  });
  // Files, and what Slack sends, have a bound of their own, at their routes.
  const takesFiles = (c: Context<Env>) =>
    c.req.path === '/api/papers' || (c.req.path === '/api/check/draft' && isMultipart(c.req.raw));
  app.use(unlessSigned((c, next) => (c.req.method === 'POST' && takesFiles(c) ? next() : limitBody(c, next))));

  app.route('/', askRoutes(parts, limits, metrics));
  app.route('/', checkRoutes(parts, limits));
  app.route('/', answerRoutes(parts));
  app.route('/', paperRoutes(parts));
  app.route('/', paperContentRoutes(parts));
  app.route('/', paperFileRoutes(parts));
  app.route('/', referenceRoutes(parts));
  app.route('/', uploadRoutes(parts, limits, uploads));
  app.route('/', loginRoutes(parts, limits, keys, sessions));
  app.route('/', healthRoutes(parts));
  app.route('/', metricsRoutes(metrics));
  if (parts.slack) app.route('/', slackRoutes(parts.slack, log));
  app.route('/', docsRoutes(app, parts));
  app.route('/', webRoutes(parts.webFolder));
  return app;
}

function opensPage(c: Context): boolean {
  return (
    c.req.method === 'GET' && !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html')
  );
}

function problemResponse(c: Context<Env>, { status, code, message, retryAfter }: Problem): Response {
  if (retryAfter !== null) c.header('Retry-After', String(retryAfter));
  if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="Ibid"');
  const body: WireError = { error: { code, message, requestId: c.var.requestId } };
  return c.json(body, status);
}

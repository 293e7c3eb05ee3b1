import type { MiddlewareHandler } from 'hono';
import { RequestError } from '../errors.ts';
import type { AccessSettings } from '../http/parts.ts';
import type { Env } from '../http/router.ts';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const probes = new Set(['/healthz', '/readyz']);

interface HostName {
  /** Without the port, lower case. */
  readonly name: string;
  /** With the port unless it is the scheme's own. */
  readonly withPort: string;
}

function parseHost(host: string, scheme: string): HostName | null {
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`${scheme}//${host}`)) return null;
  const url = new URL(`${scheme}//${host}`);
  return { name: url.hostname.replace(/\.$/, ''), withPort: url.host };
}

/**
 * Turns away what another site's page may have sent: a `Host` that is not ours (DNS rebinding), an `Origin` that is
 * not the `Host`, and changes that the browser itself calls cross-site (W3C Fetch Metadata). Programs send neither
 * header and come through.
 * @throws RequestError (403)
 */
export function sameOrigin(access: AccessSettings): MiddlewareHandler<Env> {
  const names = new Set([...loopbackNames, ...access.allowedHosts.map((host) => host.toLowerCase())]);
  const anyHost = access.requireKey && access.allowedHosts.length === 0;
  const origins = new Set(access.allowedOrigins ?? []);

  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    const parsed = parseHost(host, 'http:');
    // Where a key is needed, orchestrators probe by address: no name of ours, and nothing to protect.
    const isProbe = access.requireKey && probes.has(c.req.path);
    if (!parsed || !(anyHost || isProbe || names.has(parsed.name) || names.has(parsed.withPort))) {
      const message =
        'Ibid does not answer under this host name. Open it as http://localhost, or have the name added to IBID_ALLOWED_HOSTS.';
      throw new RequestError(403, 'host-not-allowed', message);
    }

    const origin = c.req.header('origin');
    const changes = !safeMethods.has(c.req.method);
    if (origin !== undefined && !origins.has(origin) && !isOriginOf(origin, host)) throw foreign();
    const site = c.req.header('sec-fetch-site');
    const listed = origin !== undefined && origins.has(origin);
    if (changes && !listed && (site === 'cross-site' || site === 'same-site')) throw foreign();
    await next();
  };
}

/** Whether an origin is the host's own. The scheme is left out: behind TLS the server does not see it. */
function isOriginOf(origin: string, host: string): boolean {
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.host === parseHost(host, url.protocol)?.withPort;
}

function foreign(): RequestError {
  const message = 'Another site’s page may not send this. Open Ibid’s own page, or use a program with a key.';
  return new RequestError(403, 'origin-not-allowed', message);
}

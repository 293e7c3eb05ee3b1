import type { MiddlewareHandler } from 'hono';
import type { Env } from './router.ts';

/**
 * Own scripts and styles from own files, nothing else; no string becomes script (W3C CSP 3, Trusted Types). The one
 * policy that may be made is for the address of the thread that reads PDFs.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types ibid-pdf-worker',
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // Not "no-referrer": with it browsers send "Origin: null" with forms, and the login form would be turned away.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

const trustworthy = /^https:|^http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/;

/** Puts the headers on every response that keep a browser from doing what Ibid's pages never need. */
export function securityHeaders(secure: boolean): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    // From any other origin browsers ignore it, and complain of it in the console (HTML, 7.1.3).
    if (secure || trustworthy.test(c.req.url)) c.res.headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    if (secure) c.res.headers.set('Strict-Transport-Security', 'max-age=31536000');
    // What is not said to be cacheable is somebody's papers and questions.
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  };
}

import { useEffect, useState } from 'preact/hooks';
import { onLoggedOut } from './api/request.ts';

/** Says that the server asks for a key again, with the way to the login page and back to just here. */
export function LoginNote() {
  const [loggedOut, setLoggedOut] = useState(false);
  useEffect(() => onLoggedOut(() => setLoggedOut(true)), []);
  if (!loggedOut) return null;
  const here = location.pathname + location.search + location.hash;
  return (
    <div class="broken failed login-note" role="alert">
      <p>Your session has ended. Log in again to go on; you come back to this page.</p>
      <a class="button" href={`/login?next=${encodeURIComponent(here)}`}>
        Log in
      </a>
    </div>
  );
}

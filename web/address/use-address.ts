import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Address, parseAddress } from './address.ts';

function readAddress(): Address {
  return parseAddress(location.pathname + location.hash, history.state);
}

/** Goes to an address; `replace` leaves no entry to come back to. */
export type Navigate = (href: string, answers: readonly string[], how?: 'push' | 'replace') => void;

/** The address bar as state: it follows back, forward and hand-edited fragments. */
export function useAddress(): [Address, Navigate] {
  const [address, setAddress] = useState(readAddress);
  useEffect(() => {
    const follow = () => setAddress(readAddress());
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const navigate = useCallback<Navigate>((href, answers, how = 'push') => {
    const state = { answers };
    if (how === 'push') history.pushState(state, '', href);
    else history.replaceState(state, '', href);
    setAddress(readAddress());
  }, []);
  return [address, navigate];
}

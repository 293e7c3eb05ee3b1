import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Address, type EntryState, parseAddress } from './address.ts';

function readAddress(): Address {
  return parseAddress(location.pathname + location.search + location.hash, history.state);
}

/** Goes to an address; `replace` leaves no entry to come back to. */
export type Navigate = (href: string, how?: 'push' | 'replace', state?: EntryState) => void;

/** The address bar as state: it follows back, forward and hand-edited fragments. */
export function useAddress(): [Address, Navigate] {
  const [address, setAddress] = useState(readAddress);
  useEffect(() => {
    const follow = () => setAddress(readAddress());
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const navigate = useCallback<Navigate>((href, how = 'push', state = {}) => {
    if (how === 'push') history.pushState(state, '', href);
    else history.replaceState(state, '', href);
    setAddress(readAddress());
  }, []);
  return [address, navigate];
}

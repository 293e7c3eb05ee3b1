import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How far from what is in view a part is still filled without waiting for an idle moment. */
const soon = 6;
/** Parts that are filled in an idle moment. */
const whileIdle = 3;

/** The parts nearest to `from` that are not filled, nearest first. */
function nearestEmpty(filled: ReadonlySet<number>, count: number, from: number): number[] {
  const found: number[] = [];
  for (let distance = 0; distance < count && found.length < whileIdle; distance += 1) {
    for (const at of distance === 0 ? [from] : [from + distance, from - distance])
      if (at >= 0 && at < count && !filled.has(at)) found.push(at);
  }
  return found;
}

function whenIdle(task: () => void): () => void {
  // Safari has no requestIdleCallback.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(task, 30);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(task, { timeout: 500 });
  return () => cancelIdleCallback(handle);
}

function whenFree(task: () => void): () => void {
  const timer = setTimeout(task, 0);
  return () => clearTimeout(timer);
}

/**
 * Which of `count` parts are filled: none, then `wanted`, then from what is in view outwards, a few a task, so that none
 * is long. `before` does a piece of other work in an idle moment and says whether more is left. `whole` fills all at once.
 * The second value moves the middle to the part that came into view.
 */
export function useFilling(
  count: number,
  wanted: number,
  before: () => boolean,
  whole: boolean,
): [ReadonlySet<number>, (inView: number) => void] {
  const [filled, setFilled] = useState<ReadonlySet<number>>(new Set());
  const middle = useRef(wanted);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    middle.current = wanted;
    setTurn((number) => number + 1);
  }, [wanted, count]);

  useEffect(() => {
    const empty = nearestEmpty(filled, count, middle.current);
    const [next] = empty;
    if (next === undefined) return;
    const add = (parts: readonly number[]) => setFilled((known) => new Set([...known, ...parts]));
    if (Math.abs(next - middle.current) <= soon) return whenFree(() => add([next]));
    return whenIdle(() => {
      if (before()) setTurn((number) => number + 1);
      else add(empty);
    });
  }, [filled, count, before, turn]);

  // Before the browser goes on: what it prints is what is there.
  useLayoutEffect(() => {
    if (whole) setFilled(new Set(Array.from({ length: count }, (_, at) => at)));
  }, [whole, count]);

  const move = (inView: number) => {
    if (inView === middle.current) return;
    middle.current = inView;
    // What waits for an idle moment may be far from what is in view now.
    if (filled.size < count) setTurn((number) => number + 1);
  };
  return [filled, move];
}

/** Frames in which what stands around may still be set and move it. */
const holdFor = 8;

function hold(step: () => void): void {
  let left = holdFor;
  const again = () => {
    step();
    left -= 1;
    if (left > 0) requestAnimationFrame(again);
  };
  again();
}

/** Scrolls an element to where it is read, and holds it there while text around it takes its real height. */
export function bringIntoView(element: Element, block: 'center' | 'start' = 'center'): void {
  hold(() => element.scrollIntoView({ block }));
}

/** Scrolls a list with a scroll of its own, and nothing else, to one of its items, and holds it as above. */
export function bringIntoList(item: Element, list: Element): void {
  hold(() => {
    const [own, all] = [item.getBoundingClientRect(), list.getBoundingClientRect()];
    // The list itself may reach below the window.
    const room = Math.min(all.bottom, innerHeight) - all.top;
    list.scrollTop += own.top - all.top - Math.max(0, (room - own.height) / 2);
  });
}

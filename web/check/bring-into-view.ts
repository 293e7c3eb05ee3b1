/** Frames in which what stands around may still be set and move it. */
const holdFor = 8;

/** Scrolls an element to where it is read, and holds it there while text around it takes its real height. */
export function bringIntoView(element: Element, block: 'center' | 'start' = 'center'): void {
  let left = holdFor;
  const hold = () => {
    element.scrollIntoView({ block });
    left -= 1;
    if (left > 0) requestAnimationFrame(hold);
  };
  hold();
}

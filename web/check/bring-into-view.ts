/** Frames in which what stands around may still be set and move it. */
const holdFor = 8;

/**
 * Scrolls an element into the middle of what is visible, and again while text around it that had not been set yet takes
 * its real height.
 */
export function bringIntoView(element: Element): void {
  element.scrollIntoView({ block: 'center' });
  let left = holdFor;
  const hold = () => {
    const { top, bottom } = element.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: 'center' });
    left -= 1;
    if (left > 0) requestAnimationFrame(hold);
  };
  requestAnimationFrame(hold);
}

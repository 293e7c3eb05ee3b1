/** The share of a pane's height at which a quotation is read with what leads up to it. */
const lineOfSight = 1 / 3;

/** Index of the first element whose lower edge is below a height of the window; the last one where there is none. */
function firstBelow(elements: ArrayLike<Element>, height: number): number {
  let low = 0;
  let high = Math.max(0, elements.length - 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) > height) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Anchor {
  readonly element: Element;
  /** Pixels from the pane's upper edge. */
  readonly top: number;
  /** How far the pane was scrolled then. */
  readonly scrolled: number;
}

/**
 * Keeps what is being read where it is while the parts above it get their real heights. `column` holds the parts in
 * order, `pane` scrolls it. What is kept is the first element in view that `marked` (a selector) selects, else the first
 * child of a part.
 */
export class ReadingPosition {
  private readonly pane: HTMLElement;
  private readonly column: HTMLElement;
  private readonly marked: string;
  private anchor: Anchor | null = null;

  constructor(pane: HTMLElement, column: HTMLElement, marked: string) {
    this.pane = pane;
    this.column = column;
    this.marked = marked;
  }

  /** Index of the part that is read: the one at the height to which quotations are brought. */
  get part(): number {
    return firstBelow(this.column.children, this.lineOfSight);
  }

  /** The element that is read, a child of a part; the part itself where nothing is set yet. */
  get read(): Element | null {
    return this.elementAt(this.lineOfSight);
  }

  /** Takes note of what is in view now. */
  note(): void {
    const { paneTop } = this;
    const paneEnd = paneTop + this.pane.clientHeight;
    const marked = [...this.column.querySelectorAll(this.marked)].find((mark) => {
      const { top } = mark.getBoundingClientRect();
      return top >= paneTop && top < paneEnd;
    });
    const element = marked ?? this.elementAt(paneTop);
    const scrolled = this.pane.scrollTop;
    this.anchor = element && { element, top: element.getBoundingClientRect().top - paneTop, scrolled };
  }

  /** Brings what was noted back to where it was, or to where it would be now that the reader has scrolled on. */
  restore(): void {
    const { anchor, pane } = this;
    if (!anchor?.element.isConnected) return;
    // At the lower end the browser itself scrolls back when the text gets shorter.
    const atEnd = pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 1;
    const top = atEnd ? anchor.top : anchor.top - (pane.scrollTop - anchor.scrolled);
    const moved = anchor.element.getBoundingClientRect().top - this.paneTop - top;
    if (Math.abs(moved) < 1) return;
    pane.scrollTop += moved;
    this.note();
  }

  /** Scrolls an element to a share (0…1) of the pane's height from its upper edge, and takes note of it. */
  bring(element: Element, share = lineOfSight): void {
    const top = element.getBoundingClientRect().top - this.paneTop;
    this.pane.scrollTop += top - this.pane.clientHeight * share;
    this.note();
  }

  private elementAt(height: number): Element | null {
    const part = this.column.children[firstBelow(this.column.children, height)];
    return part?.children[firstBelow(part.children, height)] ?? part ?? null;
  }

  private get lineOfSight(): number {
    return this.paneTop + this.pane.clientHeight * lineOfSight;
  }

  private get paneTop(): number {
    return this.pane.getBoundingClientRect().top;
  }
}

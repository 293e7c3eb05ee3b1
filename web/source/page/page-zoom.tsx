/** Zooms in percent of the pane's width. */
const zooms = [50, 67, 80, 100, 125, 150, 200, 300, 400];

/** The zoom that fits the pages to the pane's width, in percent. */
export const fitWidth = 100;

/** Buttons for the size of the pages; the one in the middle fits them to the width. */
export function PageZoom({ zoom, onZoom }: { zoom: number; onZoom: (zoom: number) => void }) {
  const step = (by: 1 | -1) => onZoom(zooms[zooms.indexOf(zoom) + by] ?? zoom);
  return (
    <div class="page-zoom" role="group" aria-label="Size of the pages">
      <button type="button" class="quiet" disabled={zoom === zooms[0]} onClick={() => step(-1)}>
        <span class="visually-hidden">Smaller</span>
        <span aria-hidden="true">−</span>
      </button>
      <button type="button" class="quiet" onClick={() => onZoom(fitWidth)}>
        {zoom}%<span class="visually-hidden">: fit to the width</span>
      </button>
      <button type="button" class="quiet" disabled={zoom === zooms.at(-1)} onClick={() => step(1)}>
        <span class="visually-hidden">Larger</span>
        <span aria-hidden="true">+</span>
      </button>
    </div>
  );
}

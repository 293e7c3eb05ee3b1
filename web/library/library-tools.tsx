import { type Order, orders } from './library-order.ts';

interface LibraryToolsProps {
  readonly filter: string;
  readonly order: Order;
  /** How many papers the filter leaves. */
  readonly found: number;
  readonly all: number;
  readonly onFilter: (filter: string) => void;
  readonly onOrder: (order: Order) => void;
}

/** From so many papers on, they can be filtered. */
const filterFrom = 10;

/** How the list is ordered and narrowed down. */
export function LibraryTools({ filter, order, found, all, onFilter, onOrder }: LibraryToolsProps) {
  if (all < 2) return null;
  return (
    <div class="library-tools">
      {(all > filterFrom || filter !== '') && (
        <input
          type="search"
          aria-label="Find papers by title, author, year or file"
          placeholder="Title, author or year"
          dir="auto"
          value={filter}
          onInput={(event) => onFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filter === '') return;
            event.stopPropagation();
            onFilter('');
          }}
        />
      )}
      <label class="library-order">
        Order
        <select value={order} onChange={(event) => onOrder(event.currentTarget.value as Order)}>
          {Object.entries(orders).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p class="library-found" role="status">
        {filter !== '' &&
          (found === 0
            ? 'No paper has these words in its title, authors, year or file name.'
            : `${found} of ${all} papers`)}
      </p>
    </div>
  );
}

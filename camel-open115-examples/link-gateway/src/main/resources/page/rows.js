/**
 * The rows of a table. Only those that can be seen are in the document, and a few more: thousands cost no more than a
 * screenful. The row that has the focus stays, wherever it is.
 */

/** So many rows are ready above and below the window. */
const SPARE = 8;

export class Rows {
  #body;
  #draw;
  #items = [];
  #drawn = new Map();
  #height = 0;

  /**
   * @param body the part of the table that has the rows; all are of one height
   * @param draw makes the row of an item; it is told the item and its place
   */
  constructor(body, draw) {
    this.#body = body;
    this.#draw = draw;
    addEventListener('scroll', () => this.#paint(), { passive: true });
    addEventListener('resize', () => this.#measure());
  }

  get items() {
    return this.#items;
  }

  /** Shows other items, or the same ones as they are now. */
  show(items) {
    const focused = this.focusedIndex();
    const control = focused < 0 ? null : this.#controls(focused).indexOf(document.activeElement);
    this.#items = items;
    this.#drawn.clear();
    this.#body.replaceChildren();
    this.#body.parentElement.setAttribute('aria-rowcount', items.length + 1);
    this.#measure();
    if (focused >= 0 && items.length > 0) {
      this.focus(Math.min(focused, items.length - 1), control);
    }
  }

  /** Marks the chosen rows, by their boxes. */
  mark(isChosen) {
    for (const [index, row] of this.#drawn) {
      row.querySelector('input').checked = isChosen(this.#items[index]);
      row.classList.toggle('chosen', isChosen(this.#items[index]));
    }
  }

  /** Goes from row to row. Whether the key was one for that. */
  onKey(event) {
    const last = this.#items.length - 1;
    const page = Math.max(1, Math.floor(innerHeight / (this.#height || 1)) - 2);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -last, End: last };
    const index = this.focusedIndex();
    if (index < 0 || !(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) {
      return false;
    }
    event.preventDefault();
    const control = this.#controls(index).indexOf(document.activeElement);
    this.focus(Math.min(last, Math.max(0, index + steps[event.key])), control);
    return true;
  }

  /** The place of the row that has the focus; -1 when none has. */
  focusedIndex() {
    const row = document.activeElement?.closest('tr');
    return row && this.#body.contains(row) ? row.ariaRowIndex - 2 : -1;
  }

  /** Brings a row into view and focuses one of its controls, by number; the link or button of the name when it is null. */
  focus(index, control = null) {
    const top = this.#body.getBoundingClientRect().top + index * this.#height;
    if (top < 0 || top + this.#height > innerHeight) {
      scrollBy({ top: top - innerHeight / 2, behavior: 'instant' });
      this.#paint();
    }
    if (!this.#drawn.has(index)) {
      this.#paint(index);
    }
    const controls = this.#controls(index);
    const chosen = control ?? controls.findIndex(element => element.tagName !== 'INPUT');
    const element = controls[Math.min(Math.max(chosen, 0), controls.length - 1)];
    element?.focus({ preventScroll: true });
    element?.closest('tr').scrollIntoView({ block: 'nearest' });
  }

  #controls(index) {
    return [...this.#drawn.get(index)?.querySelectorAll('input, a, button') ?? []];
  }

  /** The height of a row is that of the first one, as the looks have it. */
  #measure() {
    if (this.#items.length > 0) {
      this.#paint(0);
      this.#height = this.#drawn.get(0).offsetHeight;
    }
    this.#body.style.height = this.#items.length * this.#height + 'px';
    for (const [index, row] of this.#drawn) {
      this.#place(row, index);
    }
    this.#paint();
  }

  #paint(also = -1) {
    const top = this.#body.getBoundingClientRect().top;
    const height = this.#height || innerHeight;
    const first = Math.max(0, Math.floor(-top / height) - SPARE);
    const last = Math.min(this.#items.length, Math.ceil((innerHeight - top) / height) + SPARE);
    const focused = this.focusedIndex();
    const wanted = index => index >= first && index < last || index === focused || index === also;
    for (const [index, row] of this.#drawn) {
      if (!wanted(index)) {
        row.remove();
        this.#drawn.delete(index);
      }
    }
    for (let index = first; index < last; index++) {
      this.#add(index);
    }
    if (also >= 0 && also < this.#items.length) {
      this.#add(also);
    }
  }

  /** In the order of the items, which is that of the tabulator key. */
  #add(index) {
    if (!this.#drawn.has(index)) {
      const later = [...this.#drawn.keys()].filter(other => other > index);
      this.#body.insertBefore(this.#row(index), later.length ? this.#drawn.get(Math.min(...later)) : null);
    }
  }

  #row(index) {
    const row = this.#draw(this.#items[index], index);
    row.setAttribute('aria-rowindex', index + 2);
    this.#place(row, index);
    this.#drawn.set(index, row);
    return row;
  }

  #place(row, index) {
    row.style.top = index * this.#height + 'px';
  }
}

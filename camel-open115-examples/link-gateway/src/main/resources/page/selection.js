/** The files and folders that are chosen, by their ids, in the order of the table. */

export class Selection {
  #ids = new Set();
  #anchor = 0;
  #changed;

  /** @param changed is called after each change */
  constructor(changed) {
    this.#changed = changed;
  }

  has(entry) {
    return this.#ids.has(entry.id);
  }

  get size() {
    return this.#ids.size;
  }

  /** The chosen ones of a list. */
  of(entries) {
    return entries.filter(entry => this.has(entry));
  }

  /** Chooses one, or no longer; with a range, all from the last one on as well. */
  toggle(entries, index, range) {
    const wanted = !this.has(entries[index]);
    const from = range ? Math.min(this.#anchor, index) : index;
    const to = range ? Math.max(this.#anchor, index) : index;
    for (const entry of entries.slice(from, to + 1)) {
      this.#set(entry, wanted);
    }
    this.#anchor = index;
    this.#changed();
  }

  all(entries) {
    entries.forEach(entry => this.#set(entry, true));
    this.#changed();
  }

  clear() {
    this.#ids.clear();
    this.#anchor = 0;
    this.#changed();
  }

  #set(entry, wanted) {
    if (wanted) {
      this.#ids.add(entry.id);
    } else {
      this.#ids.delete(entry.id);
    }
  }
}

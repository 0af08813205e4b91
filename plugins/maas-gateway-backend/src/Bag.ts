/** What can lie in a bag: it knows its place there. @internal */
export interface Bagged {
  /** Set by the bag; before that, whatever it is. */
  place: number;
}

/**
 * Things that come and go by the thousand each second. A `Set` of them would keep the
 * collector busy: as it grows, each of its tables points to the next, and once one is old,
 * all that was ever in the later ones outlives it, calls and their answers too. This is a
 * list without gaps, in no order.
 *
 * @internal
 */
export class Bag<T extends Bagged> {
  private readonly items: T[] = [];

  get size(): number {
    return this.items.length;
  }

  /** @param item - that is in no bag */
  add(item: T): void {
    item.place = this.items.length;
    this.items.push(item);
  }

  /** The last one takes its place. Does nothing where it is not in this bag. */
  delete(item: T): void {
    const { items } = this;
    const { place } = item;
    if (items[place] !== item) {
      return;
    }
    const last = items.pop();
    if (last && last !== item) {
      last.place = place;
      items[place] = last;
    }
  }

  /** Those that are in it now. */
  values(): T[] {
    return [...this.items];
  }
}

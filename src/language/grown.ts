/** A list of numbers with room for twice as many. */
export function grown<T extends Int32Array | Float64Array>(list: T): T {
  const longer = new (list.constructor as new (length: number) => T)(2 * list.length);
  longer.set(list);
  return longer;
}

/** The same work, done once for every object it is done on; what else it takes must not change what comes out of it. */
export function remembered<Key extends object, Rest extends unknown[], Value>(
  work: (key: Key, ...rest: Rest) => Value,
): (key: Key, ...rest: Rest) => Value {
  const known = new WeakMap<Key, { value: Value }>();
  return (key, ...rest) => {
    let one = known.get(key);
    if (!one) {
      one = { value: work(key, ...rest) };
      known.set(key, one);
    }
    return one.value;
  };
}

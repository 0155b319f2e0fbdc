import { stat } from 'node:fs/promises';

/** What was made of files, with the size and time each had. */
const kept = new Map<string, { facts: string; made: unknown }>();

/**
 * What `make` makes of a file, made again only when the file has another size or time. `use` names what is made of it: a file
 * may be read for several.
 * @throws whatever `make` throws; a failure is not kept, and a file that cannot be looked at is left to `make`.
 */
export async function keptOf<T>(file: string, use: string, make: (file: string) => Promise<T>): Promise<T> {
  const found = await stat(file).catch(() => null);
  if (!found) return make(file);
  const facts = `${found.size} ${found.mtimeMs}`;
  const key = `${use}\n${file}`;
  const before = kept.get(key);
  if (before?.facts === facts) return before.made as T;
  const made = await make(file);
  kept.set(key, { facts, made });
  return made;
}

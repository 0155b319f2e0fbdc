import { deflateSync, inflateSync } from 'node:zlib';

/** No stored document unpacks to more: a damaged or hostile one must not eat the memory. */
const MOST_BYTES = 512 * 1024 ** 2;

/** A value as compressed JSON, for a column of bytes. */
export function packed(value: unknown): Uint8Array {
  return deflateSync(JSON.stringify(value), { level: 4 });
}

/** What `packed` was given. Throws for bytes that are not such. */
export function unpacked<T>(bytes: Uint8Array): T {
  return JSON.parse(inflateSync(bytes, { maxOutputLength: MOST_BYTES }).toString('utf8')) as T;
}

import { createHash } from 'node:crypto';

/** SHA-256 of a value as JSON. */
export const shaIn = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

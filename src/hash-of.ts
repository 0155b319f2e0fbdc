import { createHash } from 'node:crypto';

/** Hex SHA-256 of a JSON value; the same value gives the same hash. */
export const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

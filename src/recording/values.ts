import type { CallMetadata } from '../analysis.ts';
import { caseColumnNamed } from './case-columns.ts';
import { type CallField, type FieldValue, fieldNamed } from './fields.ts';

/** Facts about one call from one source. */
export interface CallFacts {
  /** Path as written, when the source names the recording. */
  file?: string;
  /** Path as written. */
  transcript?: string;
  metadata: Partial<CallMetadata>;
}

/** A text that is none of the values its field may have. */
export interface UnknownValue {
  field: CallField;
  /** Name of the column, key or group. */
  name: string;
  value: string;
}

/**
 * Turns named texts into facts: known names by their field, unknown ones into `extra`. Empty texts are absent, except in columns
 * about what was done after the call, where they say that nothing was. Texts that their field does not understand come
 * back in `unknown`.
 */
export function readFacts(entries: Iterable<readonly [name: string, text: string]>): {
  facts: CallFacts;
  unknown: UnknownValue[];
} {
  const values: Record<string, FieldValue> = {};
  const extra: Record<string, string> = {};
  const unknown: UnknownValue[] = [];
  for (const [name, text] of entries) {
    const value = text.trim();
    if (name.trim() === '' || (value === '' && !caseColumnNamed(name))) continue;
    const field = fieldNamed(name);
    if (!field) {
      extra[name.trim()] = value;
      continue;
    }
    const parsed = field.parse(value);
    if (parsed === null) unknown.push({ field, name, value });
    else if (parsed !== undefined) values[field.key] = parsed;
  }
  const { file, transcript, ...metadata } = values as { file?: string; transcript?: string };
  return {
    facts: {
      ...(file !== undefined && { file }),
      ...(transcript !== undefined && { transcript }),
      metadata: { ...metadata, ...(Object.keys(extra).length > 0 && { extra }) },
    },
    unknown,
  };
}

import { hashOf } from '../hash-of.ts';
import type { Lexicons } from '../language/lexicon.ts';
import type { Checklist, ChecklistItem, JudgeNode } from './checklist.ts';
import type { Condition } from './condition-schema.ts';
import { phraseClassesOf } from './phrase-classes.ts';
import type { Profile } from './profile.ts';
import { itemsReadBy } from './references.ts';

/**
 * Hashes of all that verdicts depend on besides the call, one by one: where the hash of an item is the same, so is its
 * verdict on a stored call.
 */
export interface ItemKeys {
  /** Of what recognises the types of a call. */
  callTypes: string;
  /** By item. An item is not here when it cannot be told for certain what it depends on. */
  items: Readonly<Record<string, string>>;
}

/** The keys of a checklist's items. `version` is that of the tool: other code may judge otherwise. */
export function itemKeys(checklist: Checklist, lexicons: Lexicons, profile: Profile, version: string): ItemKeys {
  const { rules, phrases: _inLexicons, hotWords: _inTranscript, ...settings } = profile;
  const everywhere = [version, lexicons.language, settings];
  const known = new Map<string, string | null>();
  const keyOf = (item: ChecklistItem): string | null => {
    if (!known.has(item.id)) known.set(item.id, made(item));
    return known.get(item.id)!;
  };
  const made = (item: ChecklistItem): string | null => {
    const definition = definitionOf(item);
    const read = itemsReadBy(item).map((id) => [id, keyOf(checklist.library.get(id)!)]);
    if (definition === null || read.some(([, key]) => key === null)) return null;
    const classes = phraseClassesOf(item).map((id) => [id, lexicons.classes.get(id) ?? null]);
    return hashOf([everywhere, rules[item.id] ?? null, definition, read, classes]);
  };
  const keys = checklist.items.map((item) => [item.id, keyOf(item)] as const);
  return {
    // Signs of a type are searched by code: any phrase may be one.
    callTypes: hashOf([everywhere, [...lexicons.classes]]),
    items: Object.fromEntries(keys.flatMap(([id, key]) => (key === null ? [] : [[id, key]]))),
  };
}

/** Whether the verdict of an item, or of one it reads, hangs on the type of the call: true when that cannot be told. */
export function readsCallTypes(item: ChecklistItem, library: Checklist['library']): boolean {
  const definition = definitionOf(item);
  return (
    definition === null ||
    /"(?:callType|notCallType|maybeCallType)":/.test(JSON.stringify(definition)) ||
    itemsReadBy(item).some((id) => readsCallTypes(library.get(id)!, library))
  );
}

/** All of an item that judges; null when a part of it is not plain data, so that it cannot be compared. */
function definitionOf(item: ChecklistItem): unknown {
  const { languages, treatment, severity, option, judge, partial, fatalIf, when, excusedWhen, reviewWhen } = item;
  const conditions = [when, excusedWhen, reviewWhen].map(plainCondition);
  const nodes = [judge, partial, fatalIf].map((node) => node && plainNode(node));
  const definition = [languages ?? null, treatment, severity, option, nodes, conditions];
  return isPlain(definition) ? definition : null;
}

function plainCondition(condition: Condition | undefined): unknown {
  if (!condition) return null;
  const { judged, ...rest } = condition;
  return [rest, judged ? plainNode(judged) : null];
}

/** A node with the name of its operator in the place of its code. */
function plainNode(node: JudgeNode): unknown {
  if (node.kind === 'operator') return { operator: node.operator.name, options: node.options };
  if (node.kind === 'not') return { not: plainNode(node.node) };
  return { ...node, nodes: node.nodes.map(plainNode) };
}

/** Whether JSON says all there is of a value. */
function isPlain(value: unknown): boolean {
  if (value === null || ['string', 'boolean', 'undefined'].includes(typeof value)) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isPlain);
  return (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every(isPlain)
  );
}

import type { Sentence } from '../errors.ts';
import type { CallType } from './call-types.ts';
import type { Condition } from './condition-schema.ts';
import type { Form } from './form-schema.ts';
import type { Operator } from './operator.ts';
import type { ItemDeclaration } from './schema.ts';

/** How an item is judged: one operator, or several put together. */
export type JudgeNode =
  | { kind: 'operator'; operator: Operator; options: unknown }
  | { kind: 'all' | 'any' | 'sequence'; nodes: JudgeNode[] }
  | { kind: 'atLeast'; count: number; nodes: JudgeNode[] }
  | { kind: 'graded'; pass: number; partial: number; nodes: JudgeNode[] }
  | { kind: 'misses'; partial: number; nodes: JudgeNode[] }
  /** The second is judged where the first passes, wholly or in part; else it does not apply. */
  | { kind: 'given'; nodes: [that: JudgeNode, judge: JudgeNode] }
  | { kind: 'not'; node: JudgeNode };

/** One judged point, ready to run. */
export interface ChecklistItem
  extends Omit<ItemDeclaration, 'judge' | 'partial' | 'fatalIf' | 'source' | 'when' | 'excusedWhen' | 'reviewWhen'> {
  /** Documents and sections, written out. */
  source: string;
  judge: JudgeNode;
  partial: JudgeNode | null;
  fatalIf: JudgeNode | null;
  when: Condition | undefined;
  excusedWhen: Condition | undefined;
  reviewWhen: Condition | undefined;
}

/** Items that share points: `weight` of the total, equally. A section of 0 is shown and not scored. */
export interface Section {
  id: string;
  title: Sentence;
  weight: number;
  itemIds: string[];
}

/** On calls of a type these sections stand in the place of those named. */
export interface Overlay {
  callType: CallType;
  replaces: 'all' | string[];
  sections: Section[];
}

/** Sections of items, and the points shown first. */
export interface Checklist {
  id: string;
  version: string;
  title: Sentence;
  /** Over the texts of the checklist and of its item files. */
  sha256: string;
  sections: Section[];
  overlays: Overlay[];
  /** The training form its sections make up; null when there is none. */
  form: Form | null;
  /** Every item of the sections and overlays, once. */
  items: ChecklistItem[];
  /** Every item of the item files, by id, in use here or not: items read one another. */
  library: ReadonlyMap<string, ChecklistItem>;
  /** The files these were read from. */
  itemFiles: readonly string[];
  headline: { id: string; title: Sentence; itemIds: string[] }[];
}

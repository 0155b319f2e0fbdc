import type { Sentence } from '../errors.ts';
import type { Operator } from './operator.ts';
import type { ItemDeclaration } from './schema.ts';

/** How an item is judged: one operator, or several put together. */
export type JudgeNode =
  | { kind: 'operator'; operator: Operator; options: unknown }
  | { kind: 'all' | 'any' | 'sequence'; nodes: JudgeNode[] }
  | { kind: 'atLeast'; count: number; nodes: JudgeNode[] }
  | { kind: 'not'; node: JudgeNode };

/** One judged point, ready to run. */
export interface ChecklistItem extends Omit<ItemDeclaration, 'judge' | 'partial' | 'fatalIf' | 'source'> {
  section: string;
  weight: number;
  /** Documents and sections, written out. */
  source: string;
  judge: JudgeNode;
  partial: JudgeNode | null;
  fatalIf: JudgeNode | null;
}

/** Items with sections and weights, and the points shown first. */
export interface Checklist {
  id: string;
  version: string;
  title: Sentence;
  /** Over the texts of the checklist and of its item files. */
  sha256: string;
  sections: { id: string; title: Sentence }[];
  items: ChecklistItem[];
  headline: { id: string; title: Sentence; itemIds: string[] }[];
}

/** What a tenant calls itself. Empty: any company name of two to twelve characters will do. */
export interface Profile {
  organisationNames: readonly string[];
}

export const DEFAULT_PROFILE: Profile = { organisationNames: [] };

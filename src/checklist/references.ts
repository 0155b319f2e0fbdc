import type { Sentence } from '../errors.ts';
import { nearestName } from '../language/nearest-name.ts';
import type { ChecklistItem } from './checklist.ts';
import type { Condition } from './condition-schema.ts';
import { nodesOf, operatorsIn } from './node.ts';

/** The items whose findings an item reads: in the scopes of its judgements and in its conditions. */
export function itemsReadBy(item: ChecklistItem): string[] {
  const operators = nodesOf(item).flatMap(operatorsIn);
  const scopes = operators.flatMap(({ operator, options }) => operator.scopes(options));
  const named = operators.flatMap(({ operator, options }) => operator.items?.(options) ?? []);
  const conditions: (Condition | undefined)[] = [item.when, item.excusedWhen, item.reviewWhen];
  const read = [...named, ...scopes.map(({ near }) => near?.item), ...conditions.map((one) => one?.item?.id)];
  return [...new Set(read.filter((id) => id !== undefined))];
}

/** The first item that reads one that is not there (`value`), or that reads itself over others; null when there is none. */
export function referenceFault(
  items: ReadonlyMap<string, ChecklistItem>,
): { itemId: string; value: string | null; problem: Sentence } | null {
  for (const [itemId, item] of items) {
    const unknown = itemsReadBy(item).find((id) => !items.has(id));
    if (unknown !== undefined) {
      const near = nearestName(unknown, [...items.keys()]);
      return {
        itemId,
        value: unknown,
        problem: {
          en: `"${itemId}" reads the item "${unknown}", which is not there; ${near.en}.`,
          zh: `“${itemId}” 引用了不存在的质检项“${unknown}”；${near.zh}。`,
        },
      };
    }
    const circle = circleFrom(itemId, items);
    if (circle) {
      const path = circle.join(' → ');
      return {
        itemId,
        value: null,
        problem: {
          en: `items read each other in a circle: ${path}. Take one of these references away.`,
          zh: `质检项互相引用成环：${path}。请去掉其中一处引用。`,
        },
      };
    }
  }
  return null;
}

/** The way from an item back to itself, or null. */
function circleFrom(start: string, items: ReadonlyMap<string, ChecklistItem>): string[] | null {
  const seen = new Set<string>();
  const follow = (id: string, path: readonly string[]): string[] | null => {
    for (const next of itemsReadBy(items.get(id)!)) {
      if (next === start) return [...path, next];
      if (seen.has(next) || !items.has(next)) continue;
      seen.add(next);
      const circle = follow(next, [...path, next]);
      if (circle) return circle;
    }
    return null;
  };
  return follow(start, [start]);
}

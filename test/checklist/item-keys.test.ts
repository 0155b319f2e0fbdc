import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CallAnalysis } from '../../src/analysis.ts';
import type { Checklist, ChecklistItem } from '../../src/checklist/checklist.ts';
import { CallContext } from '../../src/checklist/context.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { itemKeys, readsCallTypes } from '../../src/checklist/item-keys.ts';
import { findingIn, judgeOrError } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { phraseClassesOf } from '../../src/checklist/phrase-classes.ts';
import { DEFAULT_PROFILE, type Profile } from '../../src/checklist/profile.ts';
import { itemsReadBy } from '../../src/checklist/references.ts';
import { type Lexicons, loadLexicons } from '../../src/language/lexicon.ts';
import { loadTranscriptFixtures } from '../samples/transcript-fixtures.ts';

const inbound = await loadChecklist('seeds/checklists/inbound.yaml');
const lexicons = await loadLexicons('seeds/lexicons', 'zh');
const before = itemKeys(inbound, lexicons, DEFAULT_PROFILE, '1');

/** The items whose key is another one after a change. */
function changed(more: {
  checklist?: Checklist;
  lexicons?: Lexicons;
  profile?: Partial<Profile>;
  version?: string;
}): string[] {
  const profile = { ...DEFAULT_PROFILE, ...more.profile };
  const after = itemKeys(more.checklist ?? inbound, more.lexicons ?? lexicons, profile, more.version ?? '1');
  return Object.keys(after.items).filter((id) => after.items[id] !== before.items[id]);
}

function withItem(id: string, change: Partial<ChecklistItem>): Checklist {
  const alter = (item: ChecklistItem): ChecklistItem => (item.id === id ? { ...item, ...change } : item);
  const library = new Map([...inbound.library].map(([key, item]) => [key, alter(item)]));
  return { ...inbound, items: inbound.items.map(alter), library };
}

const readBy = inbound.items.find((item) => itemsReadBy(item).length > 0)!;
const read = itemsReadBy(readBy)[0]!;

describe('what a verdict depends on', () => {
  it('is known of every item', () => {
    expect(Object.keys(before.items)).toEqual(inbound.items.map(({ id }) => id));
  });

  it('is the definition of the item and of those it reads, not its words', () => {
    expect(changed({})).toEqual([]);
    expect(
      changed({ checklist: withItem(read, { title: { zh: '另', en: 'other' }, advice: { zh: '', en: '' } }) }),
    ).toEqual([]);
    const touched = changed({ checklist: withItem(read, { when: { callSecondsAtLeast: 1 } }) });
    expect(touched).toContain(readBy.id);
    expect(touched.every((id) => id === read || reads(inbound.library.get(id)!, read))).toBe(true);
    for (const change of [
      { treatment: 'human' },
      { severity: 'info' },
      { option: true },
      { languages: ['en'] },
    ] as const)
      expect(changed({ checklist: withItem('greeting-hello', change as never) })).toContain('greeting-hello');
  });

  it('is its phrase classes', () => {
    const [id] = phraseClassesOf(inbound.library.get('greeting-hello')!);
    const one = lexicons.classes.get(id!)!;
    const classes = new Map(lexicons.classes).set(id!, { ...one, phrases: [...one.phrases, '幸会幸会'] });
    const touched = changed({ lexicons: { ...lexicons, classes } });
    expect(touched).toContain('greeting-hello');
    expect(touched.length).toBeLessThan(inbound.items.length / 2);
    expect(itemKeys(inbound, { ...lexicons, classes }, DEFAULT_PROFILE, '1').callTypes).not.toBe(before.callTypes);
  });

  it('is the profile, of whose rules its own', () => {
    expect(changed({ profile: { secondsPerRing: 6 } }).length).toBe(inbound.items.length);
    const off = changed({ profile: { rules: { [read]: false } } });
    expect(off).toContain(read);
    expect(off.every((id) => id === read || reads(inbound.library.get(id)!, read))).toBe(true);
  });

  it('is the version of the tool', () => {
    expect(changed({ version: '2' }).length).toBe(inbound.items.length);
  });

  it('is not known where JSON cannot say it', () => {
    const operator = { ...(inbound.items[0]!.judge as { kind: 'operator' }), options: { pattern: /x/ } };
    const { items } = itemKeys(withItem(read, { judge: operator as never }), lexicons, DEFAULT_PROFILE, '1');
    expect(items[read]).toBeUndefined();
    expect(items[readBy.id]).toBeUndefined();
  });
});

const reads = (item: ChecklistItem, id: string): boolean =>
  itemsReadBy(item).some((one) => one === id || reads(inbound.library.get(one)!, id));

/** What a judgement has looked at so far. */
let seen = new Set<string>();

/** Lexicons whose classes write down that they are read; made once, so that their phrases are compiled once. */
function watched(lexicons: Lexicons): Lexicons {
  const classes = new Proxy(lexicons.classes, {
    get(target, property) {
      if (property !== 'get') throw new Error(`classes.${String(property)} is read`);
      return (id: string) => {
        seen.add(`class ${id}`);
        return target.get(id);
      };
    },
  });
  return { ...lexicons, classes };
}

/** A call that writes down everything a judgement looks at. */
class Watched extends CallContext {
  constructor(analysis: CallAnalysis, item: ChecklistItem, library: Checklist['library'], lexicons: Lexicons) {
    const rules = new Proxy({ [item.id]: true } as Record<string, boolean>, {
      get(target, id) {
        seen.add(`rule ${String(id)}`);
        return target[id as string];
      },
    });
    const profile: Profile = {
      ...DEFAULT_PROFILE,
      rules,
      get phrases(): never {
        throw new Error('profile.phrases is read');
      },
    };
    const findings = findingIn(library);
    super(analysis, lexicons, profile, (id, call) => {
      seen.add(`item ${id}`);
      return findings(id, call);
    });
  }

  override phraseClass(id: string) {
    seen.add(`class ${id}`);
    return super.phraseClass(id);
  }

  override get types() {
    const before = new Set([...seen, 'types']);
    const types = super.types;
    seen = before;
    return types;
  }
}

/** What an item says it reads, through all that it reads. */
function declared(item: ChecklistItem, library: Checklist['library']): Set<string> {
  const own = [
    `item ${item.id}`,
    `rule ${item.id}`,
    ...phraseClassesOf(item).map((id) => `class ${id}`),
    ...(readsCallTypes(item, library) ? ['types'] : []),
  ];
  return new Set([...own, ...itemsReadBy(item).flatMap((id) => [...declared(library.get(id)!, library)])]);
}

describe('what items say they read', () => {
  it('is all that they read, on samples and every example', async () => {
    const { library } = await loadChecklist('seeds/checklists/trainee.yaml');
    const stored = ['good', 'rude', 'callback'].map(
      (name) => JSON.parse(readFileSync(`test/golden/${name}.analysis.json`, 'utf8')) as CallAnalysis,
    );
    const fixtures = (await loadTranscriptFixtures()).filter((_, index) => index % 15 === 0);
    const made = fixtures.map(({ dialogue }) => analysisOfDialogue(dialogue));
    const all = { zh: watched(lexicons), en: watched(await loadLexicons('seeds/lexicons', 'en')) };
    const undeclared = new Set<string>();
    let looked = 0;
    for (const item of library.values()) {
      const allowed = declared(item, library);
      const own = Object.values(item.examples).flatMap((texts) => texts.map((text) => analysisOfDialogue(text)));
      for (const analysis of [...own, ...made, ...stored]) {
        seen = new Set();
        judgeOrError(item, new Watched(analysis, item, library, all[analysis.language]));
        looked += seen.size;
        for (const one of seen) if (!allowed.has(one)) undeclared.add(`${item.id}: ${one}`);
      }
    }
    expect([...undeclared]).toEqual([]);
    expect(looked).toBeGreaterThan(10_000);
  });
});

import type { Language } from '../analysis.ts';
import { exactPattern } from './exact-pattern.ts';
import { ExactPatterns, ExactWalk } from './exact-walk.ts';
import type { PhraseClass } from './lexicon.ts';
import { type CompiledPhrase, compilePhrase, type SlotValues } from './phrase.ts';
import { shown } from './phrase-notation.ts';
import { PhraseWalk } from './phrase-walk.ts';
import { excuseLimit, heardLimit, isGapped, nearLimit, SearchPlan } from './search-plan.ts';

/** Phrases with gaps come close to too much. */
const withoutGaps = (phrases: readonly CompiledPhrase[]) => phrases.filter((phrase) => !isGapped(phrase));

type Wordings = Pick<PhraseClass, 'id'> &
  Partial<Record<'phrases' | 'variants' | 'mustContain' | 'except', readonly string[] | undefined>>;

/** What classes are found together with: one walk through a text for each way to search. */
export class Walks {
  readonly heard = new PhraseWalk();
  readonly near = new PhraseWalk();
  readonly excuses = new PhraseWalk();
  readonly exact = new ExactWalk();
}

/** A phrase class made ready for matching; by sound or by characters when it is first searched so. */
export class CompiledClass {
  readonly id: string;
  readonly language: Language;
  /** The first wording, to show what was expected. */
  readonly model: string;
  readonly mustContain: readonly CompiledPhrase[];
  private readonly wordings: readonly string[];
  private readonly exceptions: readonly string[];
  private readonly values: SlotValues;
  private readonly walks: Walks;
  private readonly known: {
    phrases: readonly CompiledPhrase[] | null;
    plan: SearchPlan | null;
    nearlyPlan: SearchPlan | null;
    exact: ExactPatterns | null;
    except: ExactPatterns | null;
    exceptPlan: SearchPlan | null;
  } = { phrases: null, plan: null, nearlyPlan: null, exact: null, except: null, exceptPlan: null };

  constructor(one: Wordings, language: Language, values: SlotValues, model: string, walks: Walks) {
    this.id = one.id;
    this.language = language;
    this.model = model;
    this.wordings = [...(one.phrases ?? []), ...(one.variants ?? [])];
    this.exceptions = one.except ?? [];
    this.values = values;
    this.walks = walks;
    this.mustContain = this.bySound(one.mustContain ?? []);
  }

  /** What is searched for by sound. */
  get plan(): SearchPlan {
    this.known.plan ??= new SearchPlan(this.phrases, heardLimit, this.walks.heard);
    return this.known.plan;
  }

  /** What comes close to it. */
  get nearlyPlan(): SearchPlan {
    this.known.nearlyPlan ??= new SearchPlan(withoutGaps(this.phrases), nearLimit, this.walks.near);
    return this.known.nearlyPlan;
  }

  get exact(): ExactPatterns {
    this.known.exact ??= this.byCharacters(this.wordings);
    return this.known.exact;
  }

  /** What excuses them, by its characters; a doubt is in favour of who is accused. */
  get except(): ExactPatterns {
    this.known.except ??= this.byCharacters(this.exceptions);
    return this.known.except;
  }

  /** The same by sound. */
  get exceptPlan(): SearchPlan {
    this.known.exceptPlan ??= new SearchPlan(
      withoutGaps(this.bySound(this.exceptions)),
      excuseLimit,
      this.walks.excuses,
    );
    return this.known.exceptPlan;
  }

  private get phrases(): readonly CompiledPhrase[] {
    this.known.phrases ??= this.bySound(this.wordings);
    return this.known.phrases;
  }

  private bySound(wordings: readonly string[]): CompiledPhrase[] {
    return wordings.flatMap((wording) => compilePhrase(wording, this.language, this.values));
  }

  private byCharacters(wordings: readonly string[]): ExactPatterns {
    const patterns = wordings.flatMap((wording) => exactPattern(wording, this.language, this.values) ?? []);
    return new ExactPatterns(patterns, this.walks.exact);
  }
}

/** A class of plain wordings outside any lexicon, ready for matching; one of `mustContain` must be in what is heard. */
export function classOfWordings(
  id: string,
  wordings: readonly string[],
  language: Language,
  mustContain: readonly string[] = [],
): CompiledClass {
  return new CompiledClass(
    { id, phrases: wordings, mustContain },
    language,
    { organisationNames: [] },
    wordings[0]!,
    new Walks(),
  );
}

/** The class ready for matching. */
export function compileClass(
  one: PhraseClass,
  language: Language,
  values: SlotValues,
  walks: Walks = new Walks(),
): CompiledClass {
  return new CompiledClass(one, language, values, shown(one.phrases[0]!, language), walks);
}

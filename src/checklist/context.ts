import type { CallAnalysis, Segment, Turn } from '../analysis.ts';
import type { CompiledClass } from '../language/compiled-class.ts';
import { spotExact } from '../language/exact.ts';
import { type Lexicons, type PhraseBook, phraseBook } from '../language/lexicon.ts';
import { type Passage, type PreparedText, prepare } from '../language/prepared-text.ts';
import { type PhraseHit, spot } from '../language/spot.ts';
import { gapSeconds, hull, type TimeSpan } from '../timespan.ts';
import { type CallType, DOUBTFUL_TYPE_CONFIDENCE, LEAST_TYPE_CONFIDENCE, type RecognisedType } from './call-types.ts';
import type { Finding } from './finding.ts';
import type { Profile } from './profile.ts';
import { quoteOf } from './quote.ts';
import { recogniseCallTypes } from './recognise-call-types.ts';
import { type Scope, wholeCall } from './scope-schema.ts';
import type { Evidence } from './verdict.ts';
import { type Window, windowOf } from './window.ts';

/** Below this nobody can be held to what "the agent" said. */
const LEAST_ATTRIBUTION_CONFIDENCE = 0.8;
/** Two segments of one participant this close may share a phrase. */
const JOINED_WITHIN_SECONDS = 3;
const QUOTE_CHARACTERS = 80;

/** A phrase heard in a call. `span` is that of the segments it stands in. */
export interface CallHit extends PhraseHit {
  classId: string;
  span: TimeSpan;
  /** The segments it stands in, first to last. */
  segments: Segment[];
  participant: 'agent' | 'customer';
}

/** How a class is searched: by sound, by exact characters, or for what came close to it. */
export type SearchMode = 'sound' | 'exact' | 'nearly';

/** One call with what operators need of it: windows and phrase hits, worked out once each. */
export class CallContext {
  readonly analysis: CallAnalysis;
  readonly lexicons: Lexicons;
  readonly profile: Profile;
  private readonly book: PhraseBook;
  private readonly windows = new Map<Scope, Window | null>();
  private readonly texts = new Map<Window, PreparedText>();
  private readonly hits: Readonly<Record<SearchMode, Map<Window, Map<string, CallHit[]>>>> = {
    sound: new Map(),
    exact: new Map(),
    nearly: new Map(),
  };
  private readonly saying = new Map<string, ReadonlySet<Turn>>();
  /** By channel and by where a segment begins: one cut at a sentence is a copy. */
  private turns: Map<number, Turn>[] | null = null;
  private recognised: RecognisedType[] | null = null;

  /** What another item found on this call; null for an item that is not there. */
  readonly findingOf: (itemId: string) => Finding | null;

  constructor(
    analysis: CallAnalysis,
    lexicons: Lexicons,
    profile: Profile,
    findingOf: (itemId: string, call: CallContext) => Finding | null = () => null,
  ) {
    this.analysis = analysis;
    this.lexicons = lexicons;
    this.profile = profile;
    this.book = phraseBook(lexicons, profile);
    const known = new Map<string, Finding | null>();
    this.findingOf = (itemId) => {
      if (!known.has(itemId)) known.set(itemId, findingOf(itemId, this));
      return known.get(itemId)!;
    };
  }

  /** Whether it is sure enough which side is the agent's. */
  get areSidesSure(): boolean {
    return this.analysis.attribution.confidence >= LEAST_ATTRIBUTION_CONFIDENCE;
  }

  /** What kind of call it is, with confidence and reason. */
  get types(): readonly RecognisedType[] {
    this.recognised ??= recogniseCallTypes(this);
    return this.recognised;
  }

  /** Whether the call is of a type, surely enough to go by. */
  isOfType(type: CallType): boolean {
    return this.types.some((one) => one.type === type && one.confidence >= LEAST_TYPE_CONFIDENCE);
  }

  /** Whether there are signs that the call is of a type, though maybe not enough to go by. */
  mayBeOfType(type: CallType): boolean {
    return this.types.some((one) => one.type === type && one.confidence >= DOUBTFUL_TYPE_CONFIDENCE);
  }

  /** The part of the call a scope stands for; null when what it leans on was never said. */
  window(scope: Scope): Window | null {
    let window = this.windows.get(scope);
    if (window === undefined) {
      const { near } = scope;
      const anchor = near ? this.anchorOf(near) : null;
      window = near && !anchor ? null : windowOf(this.analysis, scope, anchor);
      this.windows.set(scope, window);
    }
    return window;
  }

  private anchorOf({ says, item, participant }: NonNullable<Scope['near']>): TimeSpan | null {
    if (item === undefined) return this.anchor(says ?? [], participant);
    const finding = this.findingOf(item);
    if (finding?.kind !== 'pass' && finding?.kind !== 'partial') return null;
    return finding.evidence.find(({ span }) => span)?.span ?? null;
  }

  /** The first place where a participant says one of these classes. */
  anchor(classes: readonly string[], participant: 'agent' | 'customer'): TimeSpan | null {
    return this.find(wholeCall(participant), classes)[0]?.span ?? null;
  }

  /** Phrase class by id, ready for matching; null when this language has none of that name. */
  phraseClass(id: string): CompiledClass | null {
    return this.book.get(id);
  }

  /** Where classes are said inside a scope, in the order of the call. Classes that need exact characters are always searched so. */
  find(scope: Scope, classes: readonly string[], mode: SearchMode = 'sound'): readonly CallHit[] {
    const window = this.window(scope);
    if (!window) return [];
    if (classes.length === 1) return this.heard(window, classes[0]!, mode);
    const hits: CallHit[] = [];
    for (const id of classes) hits.push(...this.heard(window, id, mode));
    return hits.sort((a, b) => a.span.start - b.span.start);
  }

  private heard(window: Window, id: string, mode: SearchMode): readonly CallHit[] {
    let inWindow = this.hits[mode].get(window);
    if (!inWindow) {
      inWindow = new Map();
      this.hits[mode].set(window, inWindow);
    }
    let known = inWindow.get(id);
    if (!known) {
      known = this.search(window, id, mode);
      inWindow.set(id, known);
    }
    return known;
  }

  private search(window: Window, id: string, mode: SearchMode): CallHit[] {
    const phraseClass = this.phraseClass(id);
    if (!phraseClass) return [];
    const exactly = mode === 'exact' || this.lexicons.classes.get(id)?.match === 'exact';
    const text = this.text(window);
    const hits = exactly ? spotExact(text, phraseClass) : spot(text, phraseClass, mode === 'nearly');
    return hits.map(({ score, heard, expected, from, to }) => {
      const segments = window.segments.slice(from.passage, to.passage + 1);
      const span = segments.reduce<TimeSpan>(hull, segments[0]!);
      return { score, heard, expected, from, to, classId: id, segments, span, participant: window.participant };
    });
  }

  /** The turn a segment belongs to. */
  turnOf(segment: Segment): Turn | undefined {
    if (!this.turns) {
      const { transcript, conversation } = this.analysis;
      this.turns = [];
      for (const turn of conversation.turns)
        for (const index of turn.segments) {
          const { channel, start } = transcript[index]!;
          this.turns[channel] ??= new Map();
          this.turns[channel].set(start, turn);
        }
    }
    return this.turns[segment.channel]?.get(segment.start);
  }

  /** The turns in which a participant says one of these classes. */
  turnsWith(participant: 'agent' | 'customer', classes: readonly string[]): ReadonlySet<Turn> {
    const key = `${participant} ${classes.join(' ')}`;
    let turns = this.saying.get(key);
    if (!turns) {
      const hits = this.find(wholeCall(participant), classes);
      turns = new Set(hits.flatMap(({ segments }) => this.turnOf(segments[0]!) ?? []));
      this.saying.set(key, turns);
    }
    return turns;
  }

  /** The words of a window made ready for matching. */
  text(window: Window): PreparedText {
    let text = this.texts.get(window);
    if (!text) {
      text = this.partOfWhole(window) ?? prepare(passagesOf(window), this.analysis.language);
      this.texts.set(window, text);
    }
    return text;
  }

  /** The text of a window as a part of all its participant says; null when it is the whole, or its segments are others. */
  private partOfWhole(window: Window): PreparedText | null {
    const whole = this.window(wholeCall(window.participant))!;
    const [first] = window.segments;
    if (whole === window || !first) return null;
    const at = whole.segments.indexOf(first);
    if (at < 0 || window.segments.some((segment, k) => segment !== whole.segments[at + k])) return null;
    return this.text(whole).part(at, at + window.segments.length);
  }

  /** Evidence for a phrase that was heard; the wording looked for is given when it was heard differently. */
  evidence(hit: CallHit): Evidence {
    const { span, participant, heard: quote, expected } = hit;
    return hit.score < 1 ? { span, participant, quote, expected } : { span, participant, quote };
  }

  /** Evidence for a phrase that is missing: the part searched, what was heard there, and what was looked for. */
  missing(window: Window, expected: string): Evidence {
    const heard = quoteOf(window.segments);
    const quote = heard.length > QUOTE_CHARACTERS ? `${heard.slice(0, QUOTE_CHARACTERS)}…` : heard;
    return {
      span: window.span,
      participant: window.participant,
      quote,
      expected,
      note: { zh: '在这一段里没有听到。', en: 'Not heard in this stretch.' },
    };
  }
}

function passagesOf({ segments }: Window): Passage[] {
  return segments.map((segment, index) => {
    const before = segments[index - 1];
    return { text: segment.text, joined: before ? gapSeconds(before, segment) <= JOINED_WITHIN_SECONDS : false };
  });
}

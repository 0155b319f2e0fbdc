import { z } from 'zod';
import type { Turn } from '../../analysis.ts';
import type { CallContext, CallHit } from '../context.ts';
import { howOften } from '../counted.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { quoteOf } from '../quote.ts';
import { scopeSchema } from '../scope-schema.ts';
import { type DueCase, judgeShare } from '../share.ts';

const classes = z.array(z.string().min(1)).min(1);
const share = z.number().positive().max(1);
const options = z.strictObject({
  /** What must not stand alone, in exact characters, and what must be with it. */
  classes,
  with: classes,
  within: z.enum(['sentence', 'turn']),
  /** Share of the places that have it. */
  pass: share.default(1),
  partial: share.optional(),
  leastCount: z.int().positive().default(1),
  scope: scopeSchema,
});
type Options = z.infer<typeof options>;

/**
 * Words that need other words with them, before or after, in the same sentence or turn: a request and its 请, a
 * sensitive question and its reason. A sentence ends at a full stop, question or exclamation mark or semicolon, and
 * goes on in the next segment of the turn where a segment ends without one. Restored punctuation ends none here: nobody is
 * failed on a guess.
 */
export const accompanied = operator<Options>({
  name: 'accompanied',
  about: {
    zh: '某类话所在的那一句或那一轮里，有没有应当同时说的话。',
    en: 'Whether certain words come with others that belong to them, in the same sentence or turn.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ classes: own, with: company }) => [...own, ...company],
  scopes: ({ scope }) => [scope],
  judge(wanted, call) {
    const company = wanted.with.filter((id) => call.phraseClass(id));
    const hits = company.length === 0 ? [] : placesOf(wanted, call);
    if (hits.length < wanted.leastCount)
      return notApplicable({
        zh: `这类话说了 ${hits.length} 处，不足 ${wanted.leastCount} 处。`,
        en: `Said ${howOften(hits.length)}, fewer than ${wanted.leastCount}.`,
      });
    return judgeShare(
      hits.map((hit) => caseOf(hit, wanted, company, call)),
      wanted,
      (met, of) => ({
        zh: `这类话说了 ${of} 处，其中 ${met} 处有应当同时说的话。`,
        en: `Said ${howOften(of)}, ${met} of them with the words that belong to it.`,
      }),
    );
  },
});

/** The places of the words: one a sentence (turn), however often they stand in it. */
function placesOf({ classes: own, scope, within }: Options, call: CallContext): CallHit[] {
  const places: CallHit[] = [];
  for (const hit of call.find(scope, own, 'exact'))
    if (!places.some((other) => isBeside(other, hit, within, call))) places.push(hit);
  return places;
}

function caseOf(hit: CallHit, { within, scope }: Options, company: readonly string[], call: CallContext): DueCase {
  const other = call.find(scope, company).find((one) => isBeside(hit, one, within, call));
  if (other) return { met: true, evidence: [call.evidence(hit), call.evidence(other)] };
  const quote = quoteOf(hit.segments);
  const alone = {
    ...call.evidence(hit),
    quote,
    expected: call.phraseClass(company[0]!)!.model,
    note: { zh: `“${hit.heard}”`, en: `“${hit.heard}”` },
  };
  return { met: hit.segments.some(isUnsure) ? null : false, evidence: [alone] };
}

const SENTENCE_END = /[。！？!?；;]/g;

function isBeside(a: CallHit, b: CallHit, within: Options['within'], call: CallContext): boolean {
  if (within === 'turn') return call.turnOf(a.segments[0]!) === call.turnOf(b.segments[0]!);
  const turn = call.turnOf(a.segments[0]!);
  return turn === call.turnOf(b.segments[0]!) && sentenceAt(a, turn, call) === sentenceAt(b, turn, call);
}

/** The number of the sentence a hit begins in, within its turn. */
function sentenceAt({ segments, from }: CallHit, turn: Turn | undefined, { analysis }: CallContext): number {
  const first = segments[0]!;
  const own = (turn?.segments ?? []).map((index) => analysis.transcript[index]!);
  const before = own.filter(({ start }) => start < first.start);
  return (
    before.reduce((count, { text }) => count + endsIn(text.trim(), true), 0) + endsIn(first.text.slice(0, from.start))
  );
}

const endsIn = (text: string, whole = false): number =>
  (text.match(SENTENCE_END)?.length ?? 0) + (whole && text.endsWith('.') ? 1 : 0);

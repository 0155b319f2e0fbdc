import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Language, Segment, Silence, Turn } from '../analysis.ts';
import { type CompiledClass, classOfWordings } from '../language/compiled-class.ts';
import { spotExact } from '../language/exact.ts';
import { keptOf } from '../language/kept-file.ts';
import { type Passage, prepare } from '../language/prepared-text.ts';
import { type PhraseHit, spot } from '../language/spot.ts';
import { checked, readYamlFile } from '../language/yaml-file.ts';
import { gapSeconds, intersect, merge, type TimeSpan, totalSeconds } from '../timespan.ts';
import type { ParticipantSpeech } from './build.ts';

const LEXICONS = fileURLToPath(new URL('../../seeds/lexicons', import.meta.url));

const wordings = z.array(z.string().trim().min(1)).min(1);
const schema = z.strictObject({
  announcements: z
    .array(
      z.strictObject({
        phrases: wordings,
        /** One of these must be heard: 请您说一下 sounds much like 请您等一下 and asks nobody to wait. */
        mustContain: wordings.optional(),
        /** In exact characters, for words that many others sound like. */
        exactly: z.boolean().default(false),
        /** Words in exact characters that make something else of it: 已经帮您查到了. */
        except: wordings.optional(),
      }),
    )
    .min(1),
});

/** Words by which somebody announces a wait, ready for matching, and words that make something else of them. */
interface HoldGroup {
  wordings: CompiledClass;
  exactly: boolean;
  except: CompiledClass | null;
}
export type HoldPhrases = readonly HoldGroup[];

/**
 * Reads the words by which an agent announces a wait; again only when their file changed.
 * @throws LingtingError `lexicon-invalid` with the file, the line and what is wrong in it.
 */
export async function loadHoldPhrases(language: Language): Promise<HoldPhrases> {
  const file = path.join(LEXICONS, language, 'hold.yaml');
  return keptOf(file, `hold ${language}`, async () => {
    const { announcements } = checked(await readYamlFile(file, 'lexicon-invalid'), schema);
    return announcements.map(({ phrases, mustContain, exactly, except }) => ({
      wordings: classOfWordings('hold', phrases, language, mustContain),
      exactly,
      except: except ? classOfWordings('no-hold', except, language) : null,
    }));
  });
}

/** The words must come in the last stretch of what the agent said before the silence. */
const LAST_WORDS_SECONDS = 15;
/** The customer may answer (好的) and the silence is still the announced one; after more talk than this it is not. */
const MOST_REPLY_SECONDS = 3;

export type Announcement = NonNullable<Silence['announcedBy']>;

/**
 * The agent's words that asked to wait, when they are in the last 15 s of what the agent said before a silence, and
 * the customer has spoken at most 3 s since; null otherwise. On a mixed channel anybody's last words count, because
 * hardly anybody but an agent says them. Answers a function of the moment a silence starts.
 */
export function announcements(
  turns: readonly Turn[],
  transcript: readonly Segment[],
  speech: readonly ParticipantSpeech[],
  holdPhrases: HoldPhrases,
): (silenceStart: number) => Announcement | null {
  const customer = merge(speech.filter((own) => own.participant === 'customer').flatMap((own) => own.speech));
  const known = new Map<Turn, Announcement | null>();
  return (silenceStart) => {
    const last = turns.findLast((turn) => turn.participant !== 'customer' && turn.start < silenceStart);
    if (!last) return null;
    const since: TimeSpan = { start: last.end, end: silenceStart };
    if (totalSeconds(intersect(customer, [since])) > MOST_REPLY_SECONDS) return null;
    if (!known.has(last)) known.set(last, announcedIn(last, transcript, holdPhrases));
    return known.get(last) ?? null;
  };
}

function announcedIn(turn: Turn, transcript: readonly Segment[], holdPhrases: HoldPhrases): Announcement | null {
  const segments = turn.segments
    .map((index) => transcript[index]!)
    .filter((segment) => gapSeconds(segment, { start: turn.end, end: turn.end }) <= LAST_WORDS_SECONDS);
  const passages = segments.map(({ text }) => ({ text, joined: true }));
  const hit = holdPhrases
    .flatMap((group) => hitsOf(group, passages))
    .reduce<PhraseHit | null>((latest, one) => (latest && endsLater(latest, one) ? latest : one), null);
  if (!hit) return null;
  return { quote: hit.heard, span: { start: segments[hit.from.passage]!.start, end: segments[hit.to.passage]!.end } };
}

function hitsOf({ wordings, exactly, except }: HoldGroup, passages: readonly Passage[]): PhraseHit[] {
  const text = prepare(passages, wordings.language);
  const hits = exactly ? spotExact(text, wordings) : spot(text, wordings);
  const others = except && hits.length > 0 ? spotExact(text, except) : [];
  return hits.filter((hit) => !others.some((other) => overlap(hit, other)));
}

const overlap = (a: PhraseHit, b: PhraseHit): boolean => beginsBeforeEnd(a, b) && beginsBeforeEnd(b, a);

const beginsBeforeEnd = ({ from }: PhraseHit, { to }: PhraseHit): boolean =>
  from.passage < to.passage || (from.passage === to.passage && from.start < to.end);

const endsLater = (a: PhraseHit, b: PhraseHit): boolean =>
  a.to.passage > b.to.passage || (a.to.passage === b.to.passage && a.to.end >= b.to.end);

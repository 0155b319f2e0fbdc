import type { Language, LanguageDetection, LanguageSetting } from '../analysis.ts';
import { languageOfTexts, settledLanguage } from './language.ts';
import type { Transcriber } from './transcriber.ts';
import {
  type EarlierRecognition,
  importedTranscript,
  recognisedTranscript,
  recognitionSha256,
  type Transcript,
  type Voice,
} from './transcript.ts';

/** The voices of a call and what is known of them. */
interface CallVoices {
  readonly voices: readonly Voice[];
  /** Whether they are two speakers of one channel. */
  readonly isDiarised: boolean;
  /** Of the recording. */
  readonly durationSeconds: number;
}

/** What was said in a call, in what language, and how that was found out where it had not been told. */
export interface HeardCall {
  heard: Transcript;
  /** As `Provenance.recognitionSha256`. */
  recognition: string | null;
  language: Language;
  detection: LanguageDetection | null;
}

/** Recognises what is said; see `recognisedTranscript`. */
export async function recognisedCall(
  { voices, isDiarised }: CallVoices,
  asked: { readonly language: LanguageSetting; readonly recognisedBefore?: readonly EarlierRecognition[] },
  transcriber: Transcriber,
  signal?: AbortSignal,
): Promise<HeardCall> {
  const detection = asked.language === 'auto' ? await transcriber.detectLanguage(voices, signal) : null;
  const language = settledLanguage(asked.language, detection, transcriber.languages[0]!);
  const recognition = recognitionSha256(voices, isDiarised, language, transcriber);
  const earlier = asked.recognisedBefore?.find((one) => one.sha256 === recognition);
  const heard = await recognisedTranscript(voices, language, transcriber, earlier, signal);
  return { heard, recognition, language, detection };
}

/** Reads what was said; see `importedTranscript`. */
export async function importedCall(
  { voices, isDiarised, durationSeconds }: CallVoices,
  setting: LanguageSetting,
  file: string,
): Promise<HeardCall> {
  const heard = await importedTranscript(file, voices, durationSeconds, isDiarised);
  const texts = voices.flatMap(({ channel }) => heard.textsOn(channel.index));
  const detection = setting === 'auto' ? languageOfTexts(texts) : null;
  return { heard, recognition: null, language: settledLanguage(setting, detection, 'zh'), detection };
}

import { asLingtingError } from '../errors.ts';
import { voiceActivityByLevel } from './by-level.ts';
import type { VoiceActivity } from './silero.ts';

/**
 * The speech detector of an analysis: Silero, or, where its file or the runtime cannot be loaded, the level alone. The
 * analysis names which it was, and a warning says so and why.
 */
export async function openVoiceActivity(): Promise<VoiceActivity> {
  try {
    // Loaded here: on a machine its runtime is not made for, already the import fails.
    const { loadVoiceActivity } = await import('./silero.ts');
    return await loadVoiceActivity();
  } catch (error) {
    return voiceActivityByLevel(asLingtingError(error).sentence);
  }
}

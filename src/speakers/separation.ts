import type { Channel } from '../analysis.ts';
import type { TimeSpan } from '../timespan.ts';

/** Tells two people on one channel apart by their voices. */
export interface SpeakerSeparation {
  readonly id: string;
  readonly modelSha256: string;
  /**
   * Where each of two speakers speaks: a span list for each, the one heard first first; both speak where the lists share
   * time. Fewer than two lists when fewer voices are heard.
   * @throws LingtingError `too-long` for a channel it cannot hold; `model-failed`.
   */
  separate(channel: Channel): Promise<TimeSpan[][]>;
}

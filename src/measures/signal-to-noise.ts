/**
 * Signal-to-noise ratio of a participant's channel in dB: the level of their speech minus the noise floor, both dBFS. The
 * floor is that of the pauses, so noise that comes and goes counts less than it is heard. Null where either is null:
 * too little speech, no pauses, or a line that sends digital silence between the words.
 */
export function signalToNoise(levelDbfs: number | null, noiseFloorDbfs: number | null): number | null {
  return levelDbfs === null || noiseFloorDbfs === null ? null : levelDbfs - noiseFloorDbfs;
}

/** The value that `share` (0…1) of the sorted values do not exceed, without interpolation; NaN for none. */
export function percentile(sorted: Float32Array | readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

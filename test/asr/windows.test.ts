import { describe, expect, it } from 'vitest';
import { packedWindows, singleWindows, windowSamples } from '../../src/asr/windows.ts';
import { memoryChannel } from '../memory-channel.ts';

const span = (start: number, end: number) => ({ start, end });

describe('packing', () => {
  it('fills windows up to 28 s with their joints, in order, losing nothing', () => {
    const spans = [span(0, 10), span(12, 22), span(30, 37.5), span(40, 41), span(50, 78)];
    const windows = packedWindows(spans);
    expect(windows.map((window) => window.spans.length)).toEqual([2, 2, 1]);
    expect(windows.flatMap((window) => window.spans)).toEqual(spans);
    expect(windows[0]!.speechSeconds).toBe(20);
  });

  it('counts the joints: what would fit without them does not', () => {
    expect(packedWindows([span(0, 14), span(20, 34)])).toHaveLength(2);
    expect(packedWindows([span(0, 14), span(20, 33.65)])).toHaveLength(1);
  });

  it('gives a window to each span, or none to nothing', () => {
    expect(singleWindows([span(0, 1), span(2, 3)])).toHaveLength(2);
    expect(packedWindows([])).toEqual([]);
  });

  it('puts the samples of the spans side by side with 0.35 s of silence between', () => {
    const channel = memoryChannel(
      Float32Array.from({ length: 500 }, (_, i) => i + 1),
      100,
    );
    const [window] = packedWindows([span(1, 1.03), span(3, 3.02)]);
    const samples = windowSamples(channel, window!);
    expect([...samples]).toEqual([101, 102, 103, ...Array(35).fill(0), 301, 302]);
  });
});

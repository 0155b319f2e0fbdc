import { describe, expect, it } from 'vitest';
import type { Engine, Recognition } from '../../src/asr/engine.ts';
import { transcribeChannel } from '../../src/asr/transcribe.ts';
import { memoryChannel } from '../memory-channel.ts';

const span = (start: number, end: number) => ({ start, end });
const channel = memoryChannel(new Float32Array(60 * 8000), 8000, 1);

/** A recogniser that writes what it is told, window by window (the longest come first), and keeps what it was asked. */
function scripted(
  texts: (string | Partial<Recognition>)[],
  promptWords: readonly string[] | null = null,
): Engine & { asked: [number, number][]; temperatures: number[]; prompted: boolean[] } {
  const asked: [number, number][] = [];
  const temperatures: number[] = [];
  const prompted: boolean[] = [];
  return {
    promptWords,
    draws: true,
    asked,
    temperatures,
    prompted,
    recognise: async (sounds, { temperature, isPrompted }) =>
      sounds.map(({ samples, speechSeconds }) => {
        const answer = texts[asked.length]!;
        asked.push([samples.length / 16_000, speechSeconds]);
        temperatures.push(temperature);
        prompted.push(isPrompted);
        const given = typeof answer === 'string' ? { text: answer } : answer;
        return { text: '', meanLogProbability: -0.25, noSpeechProbability: 0, ranOut: false, ...given };
      }),
  };
}

describe('transcribing a channel', () => {
  it('sends speech alone and takes every time from the speech', async () => {
    const whisper = scripted(['好的', '您好。请说。']);
    const speech = [span(1, 3), span(10, 12), span(20, 47)];
    const result = await transcribeChannel(whisper, 'window', channel, 'agent', speech);
    expect(whisper.asked).toEqual([
      [27, 27],
      [4.35, 4],
    ]);
    expect(result).toEqual({
      segments: [
        { ...speech[0], participant: 'agent', channel: 1, text: '您好。', meanLogProbability: -0.25 },
        { ...speech[1], participant: 'agent', channel: 1, text: '请说。', meanLogProbability: -0.25 },
        { ...speech[2], participant: 'agent', channel: 1, text: '好的', meanLogProbability: -0.25 },
      ],
      dropped: [],
    });
  });

  it('puts phrases with times into the spans they were heard in', async () => {
    const phrases = [
      { start: 0.2, end: 1.9, text: '您好这里是客服中心请说' },
      { start: 2.4, end: 4.2, text: '好' },
    ];
    const whisper = scripted([{ text: '您好这里是客服中心请说好', phrases }]);
    const { segments } = await transcribeChannel(whisper, 'window', channel, 'agent', [span(1, 3), span(10, 12)]);
    expect(segments.map(({ start, text }) => [start, text])).toEqual([
      [1, '您好这里是客服中心请说'],
      [10, '好'],
    ]);
  });

  it('sends span by span when the model wants it', async () => {
    const whisper = scripted(['您好', '请说']);
    await transcribeChannel(whisper, 'span', channel, 'agent', [span(1, 3), span(10, 12)]);
    expect(whisper.asked).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  it('does not send crumbs, and cuts what is too long for a window', async () => {
    const whisper = scripted(['一', '二']);
    const { segments } = await transcribeChannel(whisper, 'span', channel, 'agent', [span(1, 1.29), span(2, 42)]);
    expect(segments.map(({ start, end }) => [start, end])).toEqual([
      [2, 22],
      [22, 42],
    ]);
  });

  it('tries a window that is not believed again span by span, and drops only what is at fault', async () => {
    const whisper = scripted(['请不吝点赞订阅转发打赏支持明镜与点点栏目', '请不吝点赞订阅转发', '感谢来电', '再见']);
    const speech = [span(1, 3), span(5, 9), span(10, 11)];
    const { segments, dropped } = await transcribeChannel(whisper, 'window', channel, 'customer', speech);
    expect(segments.map(({ start, text }) => [start, text])).toEqual([
      [1, '感谢来电'],
      [10, '再见'],
    ]);
    expect(dropped.map(({ start, text, reason }) => [start, text, reason])).toEqual([
      [5, '请不吝点赞订阅转发', 'known-phantom'],
    ]);
  });

  it.each<[string, Partial<Recognition>]>([
    ['a circle', { text: '好的您稍等'.repeat(6) }],
    ['too many words', { text: '这句话在这么短的时间里谁也说不完吧这句话在这么短的时间里谁也说不完吧' }],
    ['a text the model is unsure of', { text: '退狂怎么还没到', meanLogProbability: -1.4 }],
  ])('draws anew for %s, and takes the first text that is believed', async (_name, first) => {
    const whisper = scripted([first, first, { text: '退款怎么还没到', meanLogProbability: -0.9 }]);
    const { segments, dropped } = await transcribeChannel(whisper, 'span', channel, 'agent', [span(1, 3)]);
    expect(segments.map(({ text, meanLogProbability }) => [text, meanLogProbability])).toEqual([
      ['退款怎么还没到', -0.9],
    ]);
    expect(dropped).toEqual([]);
    expect(whisper.temperatures).toEqual([0, 0.4, 0.8]);
    expect(whisper.asked).toEqual(Array(3).fill([2, 2]));
  });

  it('does not try again a model that writes the same again', async () => {
    const circle = { text: '好的您稍等'.repeat(6), meanLogProbability: null };
    const once = { ...scripted([circle]), draws: false };
    const { segments, dropped } = await transcribeChannel(once, 'span', channel, 'agent', [span(1, 9)]);
    expect([segments, dropped.map(({ reason, meanLogProbability }) => [reason, meanLogProbability])]).toEqual([
      [],
      [['loop', null]],
    ]);
    expect(once.asked).toHaveLength(1);
  });

  it('stands by the likeliest text where none is believed: drops a circle, keeps what the model is unsure of', async () => {
    const unsure = { text: '退狂', meanLogProbability: -1.4 };
    const circle = { text: '好的您稍等'.repeat(6) };
    const other = { text: '好的您稍稍等'.repeat(6) };
    const whisper = scripted([circle, unsure, other, { ...unsure, text: '天窗' }, other, other]);
    const speech = [span(1, 9), span(10, 12)];
    const { segments, dropped } = await transcribeChannel(whisper, 'span', channel, 'agent', speech);
    expect(segments.map(({ text, meanLogProbability }) => [text, meanLogProbability])).toEqual([['退狂', -1.4]]);
    expect(dropped.map(({ text, reason }) => [text, reason])).toEqual([[circle.text, 'loop']]);
    expect(whisper.temperatures).toEqual([0, 0, 0.4, 0.4, 0.8, 0.8]);
  });

  it('hears again without prompt what echoes it, and draws only without one', async () => {
    const words = ['晨光家电', '云海酒店', '退换货'];
    const unsure = { text: '退还货', meanLogProbability: -1.4 };
    const whisper = scripted(['晨光家电，云海酒店。', unsure, '嗯，再见', '晨光家电', unsure, unsure], words);
    const speech = [span(1, 9), span(10, 17), span(20, 26)];
    const { segments, dropped } = await transcribeChannel(whisper, 'span', channel, 'agent', speech);
    expect(segments.map(({ text }) => text)).toEqual(['晨光家电', '退还货', '嗯，再见']);
    expect(dropped).toEqual([]);
    expect(whisper.prompted).toEqual([true, true, true, false, false, false]);
    expect(whisper.temperatures).toEqual([0, 0, 0, 0, 0.4, 0.8]);
  });

  it('draws nothing where nobody speaks', async () => {
    const nobody = { text: '谢谢', meanLogProbability: -1.2, noSpeechProbability: 0.9 };
    const whisper = scripted([nobody, '字幕由Amara.org社区提供']);
    const { dropped } = await transcribeChannel(whisper, 'span', channel, 'agent', [span(1, 9), span(10, 12)]);
    expect(dropped.map(({ reason }) => reason)).toEqual(['no-speech', 'known-phantom']);
    expect(whisper.asked).toHaveLength(2);
  });

  it('goes on in order after such a window', async () => {
    const whisper = scripted(['请不吝点赞', '三', '一', '二']);
    const speech = [span(0, 10), span(10, 20), span(30, 50)];
    const { segments } = await transcribeChannel(whisper, 'window', channel, 'agent', speech);
    expect(segments.map(({ start, text }) => [start, text])).toEqual([
      [0, '一'],
      [10, '二'],
      [30, '三'],
    ]);
  });

  it('says nothing where nothing was heard or nobody speaks', async () => {
    expect(await transcribeChannel(scripted(['']), 'window', channel, 'agent', [span(1, 2)])).toEqual({
      segments: [],
      dropped: [],
    });
    expect((await transcribeChannel(scripted([]), 'window', channel, 'agent', [])).segments).toEqual([]);
  });

  it('stops between windows that go together and the next', async () => {
    const controller = new AbortController();
    const whisper = scripted(['一', '二', '三', '四', '五']);
    const stopping: Engine = {
      ...whisper,
      recognise: (...given) => {
        controller.abort();
        return whisper.recognise(...given);
      },
    };
    const speech = [1, 3, 5, 7, 9].map((start) => span(start, start + 1));
    const promise = transcribeChannel(stopping, 'span', channel, 'agent', speech, controller.signal);
    await expect(promise).rejects.toThrow();
    expect(whisper.asked).toHaveLength(4);
  });
});

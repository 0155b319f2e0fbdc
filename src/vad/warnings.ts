import type { VoiceDetector, Warning } from '../analysis.ts';

/** What a reader must know about how speech was found; empty when by the model. */
export function detectorWarnings(detector: VoiceDetector): Warning[] {
  if (detector !== 'level') return [];
  return [
    {
      code: 'speech-by-level',
      sentence: {
        en: 'Speech was found by its level only, because the speech detector could not be loaded: noise may count as speech. Run npm ci again; calls are then analysed anew.',
        zh: '语音检测模型无法加载，有声段仅按音量判定，噪声可能被算作说话。请重新运行 npm ci，之后会重新分析通话。',
      },
    },
  ];
}

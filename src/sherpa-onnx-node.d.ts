declare module 'sherpa-onnx-node' {
  interface DiarizationConfig {
    segmentation: { pyannote: { model: string }; numThreads: number };
    embedding: { model: string; numThreads: number };
    clustering: { numClusters: number };
    /** Shorter speech is dropped, shorter pauses of a speaker are closed; seconds. */
    minDurationOn: number;
    minDurationOff: number;
  }
  class OfflineSpeakerDiarization {
    constructor(config: DiarizationConfig);
    /** Rate of the samples it takes, Hz. */
    sampleRate: number;
    /** Seconds, sorted by start. */
    process(samples: Float32Array): { start: number; end: number; speaker: number }[];
  }
  interface RecognizerConfig {
    modelConfig: {
      senseVoice: { model: string; language: 'zh' | 'en' | 'auto'; useInverseTextNormalization: 0 | 1 };
      tokens: string;
      numThreads: number;
    };
  }
  /** What SenseVoice wrote; all of it empty when hardly anything came out or the run failed, which the library tells on stderr alone. */
  interface RecognizerResult {
    /** `<|zh|>`, …, or `<|nospeech|>`; may be empty. */
    lang: string;
    text: string;
  }
  class OfflineRecognizer {
    static createAsync(config: RecognizerConfig): Promise<OfflineRecognizer>;
    createStream(): OfflineStream;
    decodeAsync(stream: OfflineStream): Promise<RecognizerResult>;
  }
  class OfflineStream {
    acceptWaveform(sound: { samples: Float32Array; sampleRate: number }): void;
  }
  const sherpa: {
    OfflineSpeakerDiarization: typeof OfflineSpeakerDiarization;
    OfflineRecognizer: typeof OfflineRecognizer;
  };
  export default sherpa;
}

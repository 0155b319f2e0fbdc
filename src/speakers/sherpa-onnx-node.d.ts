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
  const sherpa: { OfflineSpeakerDiarization: typeof OfflineSpeakerDiarization };
  export default sherpa;
}

declare module 'fft.js' {
  /** Fast Fourier transform of one size, a power of two. */
  export default class FFT {
    constructor(size: number);
    /** Room for a result: real and imaginary part of each bin in turn. */
    createComplexArray(): number[];
    /** The first half of the spectrum of a real signal; the other half mirrors it and is not written. */
    realTransform(result: number[], signal: readonly number[]): void;
  }
}

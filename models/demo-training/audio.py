"""Whisper's log-mel front end and a telephone channel, in numpy only."""
import numpy as np

SAMPLE_RATE = 16000
HOP = 160                                                  # samples per mel frame: 100 frames per second


def mel_filters(n_mels=80, n_fft=400, rate=SAMPLE_RATE):
    """Slaney-scale, slaney-normalised mel bank: the same numbers as openai/whisper's mel_filters.npz."""
    def to_mel(f):
        f = np.asarray(f, float)
        return np.where(f < 1000, 3 * f / 200, 15 + 27 / np.log(6.4) * np.log(np.maximum(f, 1e-9) / 1000))

    def to_hz(m):
        return np.where(m < 15, 200 * m / 3, 1000 * np.exp(np.log(6.4) / 27 * (m - 15)))

    points = to_hz(np.linspace(to_mel(0.), to_mel(rate / 2), n_mels + 2))
    f = np.linspace(0, rate / 2, n_fft // 2 + 1)
    up = (f[None] - points[:-2, None]) / (points[1:-1] - points[:-2])[:, None]
    down = (points[2:, None] - f[None]) / (points[2:] - points[1:-1])[:, None]
    return (np.maximum(0, np.minimum(up, down)) * (2 / (points[2:] - points[:-2]))[:, None]).astype(np.float32)


FILTERS = mel_filters()
WINDOW = (.5 - .5 * np.cos(2 * np.pi * np.arange(400) / 400)).astype(np.float32)


def mel_power(wave):
    """(T, 80) mel power with T = len(wave) // 160; centred frames, reflect padding, last frame dropped (as Whisper)."""
    frames = len(wave) // HOP
    x = np.pad(wave, 200, mode='reflect')
    x = np.lib.stride_tricks.as_strided(x, (frames, 400), (x.strides[0] * HOP, x.strides[0]))
    power = np.abs(np.fft.rfft(x * WINDOW, axis=1)) ** 2
    return power.astype(np.float32) @ FILTERS.T


def smooth_length(n):
    """The smallest number >= n without prime factors above 5: a fast FFT length."""
    while True:
        m = n
        for p in (2, 3, 5):
            while m % p == 0:
                m //= p
        if m == 1:
            return n
        n += 1


def resample(wave, rate_in, rate_out, band=None):
    """FFT resampler; band=(low, high) applies a smooth telephone pass band in the same go."""
    g = int(np.gcd(rate_in, rate_out))
    a, b = rate_in // g, rate_out // g
    n = smooth_length(-(-len(wave) // a) + 2) * a
    spectrum = np.fft.rfft(wave, n)
    m = n // a * b
    if band:
        f = np.arange(len(spectrum)) * rate_in / n
        spectrum *= 1 / np.sqrt((1 + (band[0] / np.maximum(f, 1)) ** 6) * (1 + (f / band[1]) ** 24))
    out = np.zeros(m // 2 + 1, complex)
    k = min(len(spectrum), len(out))
    out[:k] = spectrum[:k]
    return (np.fft.irfft(out, m) * (m / n)).astype(np.float32)[:int(len(wave) * rate_out / rate_in)]


def a_law(wave):
    """Through 8-bit G.711 A-law (continuous companding curve) and back."""
    a, x = 87.6, np.clip(wave, -1, 1)
    m = np.abs(x)
    c = 1 + np.log(a)
    y = np.where(m < 1 / a, a * m, 1 + np.log(np.maximum(a * m, 1))) / c
    y = (np.floor(y * 128) + .5) / 128                     # mid-rise: A-law has no zero level
    m = np.where(y < 1 / c, y * c / a, np.exp(y * c - 1) / a)
    return (np.where(x < 0, -1, 1) * m).astype(np.float32)


def mu_law(wave):
    """Through 8-bit G.711 mu-law (continuous companding curve) and back."""
    x = np.clip(wave, -1, 1)
    y = np.round(np.sign(x) * np.log1p(255 * np.abs(x)) / np.log(256) * 127) / 127
    return (np.sign(y) * (np.power(256., np.abs(y)) - 1) / 255).astype(np.float32)


def upsample_linear(wave):
    """8 -> 16 kHz by linear interpolation: leaves weak images above 4 kHz, as simple resamplers do."""
    out = np.empty(2 * len(wave), np.float32)
    out[::2] = wave
    out[1:-1:2] = (wave[:-1] + wave[1:]) / 2
    out[-1] = wave[-1]
    return out


def telephone(wave, rate, rng):
    """Any rate -> 8 kHz telephone channel (A-law, mu-law or linear, with or without the 300-3400 Hz band) -> 16 kHz."""
    band = (rng.uniform(200, 330), rng.uniform(3200, 3600)) if rng.random() < .6 else None
    t = resample(wave, rate, 8000, band)
    t = t / max(1e-6, np.abs(t).max()) * rng.uniform(.1, .9)
    u = rng.random()
    t = a_law(t) if u < .5 else mu_law(t) if u < .8 else t
    return upsample_linear(t) if rng.random() < .12 else resample(t, 8000, SAMPLE_RATE)

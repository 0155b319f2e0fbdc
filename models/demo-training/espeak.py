"""ctypes binding to libespeak-ng: a waveform together with the time of every Chinese character."""
import ctypes as C
import re

import numpy as np

# espeak-ng 1.51's plain "cmn" voice spells pinyin out as English ("nin two"); this one reads Mandarin.
VOICE = 'cmn-latn-pinyin'
VARIANTS = ['', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'f1', 'f2', 'f3', 'f4', 'f5']
EXTRA = ['Annie', 'belinda', 'steph', 'linda', 'edward', 'john', 'paul', 'robert', 'pablo', 'adam', 'Alex', 'Andy', 'Mike',
         'Michael', 'Jacky', 'Lee', 'Mario', 'Denis', 'iven', 'max', 'ed', 'david', 'victor', 'miguel', 'marcelo', 'quincy',
         'travis', 'sandro', 'benjamin', 'anika', 'aunty', 'grandma', 'grandpa', 'Gene', 'Storm']
HAN = re.compile(r'[一-龥]')
RATE, PITCH, RANGE = 1, 3, 4                               # espeak_PARAMETER
WORD, PHONEME = 1, 7                                       # espeak_EVENT_TYPE


class _Id(C.Union):
    _fields_ = [('number', C.c_int), ('string', C.c_char * 8)]


class _Event(C.Structure):
    _fields_ = [('type', C.c_int), ('uid', C.c_uint), ('text_position', C.c_int), ('length', C.c_int),
                ('audio_position', C.c_int), ('sample', C.c_int), ('user_data', C.c_void_p), ('id', _Id)]


_Callback = C.CFUNCTYPE(C.c_int, C.POINTER(C.c_short), C.c_int, C.POINTER(_Event))


class Espeak:
    def __init__(self):
        self.lib = C.CDLL('libespeak-ng.so.1')
        self.rate = self.lib.espeak_Initialize(2, 0, None, 1)   # synchronous, with phoneme events
        self.chunks, self.events, self.voice = [], [], None
        self.callback = _Callback(self._receive)
        self.lib.espeak_SetSynthCallback(self.callback)
        self.lib.espeak_TextToPhonemes.restype = C.c_char_p

    def _receive(self, wave, n, events):
        if n > 0:
            self.chunks.append(np.ctypeslib.as_array(wave, (n,)).copy())
        i = 0
        while events[i].type:
            e = events[i]
            i += 1
            if e.type in (WORD, PHONEME):
                self.events.append((e.type, e.text_position, e.sample, bytes(e.id.string) if e.type == PHONEME else b''))
        return 0

    def set_voice(self, variant=''):
        voice = VOICE + ('+' + variant if variant else '')
        if voice != self.voice:
            if self.lib.espeak_SetVoiceByName(voice.encode()):
                raise ValueError(f'espeak-ng has no voice {voice}')
            self.voice = voice

    def phonemes(self, text):
        p = C.c_char_p(text.encode())
        return self.lib.espeak_TextToPhonemes(C.byref(p), 1, 0).decode().strip()

    def say(self, text, variant='', rate=175, pitch=50, pitch_range=50):
        """-> (waveform at self.rate, [(char, first sample, last sample)] or None where the alignment is unclear)"""
        self.set_voice(variant)
        for key, value in ((RATE, rate), (PITCH, pitch), (RANGE, pitch_range)):
            self.lib.espeak_SetParameter(key, value, 0)
        self.chunks, self.events = [], []
        data = text.encode()
        self.lib.espeak_Synth(data, len(data) + 1, 0, 1, 0, 1, None, None)
        wave = np.concatenate(self.chunks).astype(np.float32) / 32768
        # espeak also emits word events on punctuation; phoneme "_|" ends every syllable
        starts = [(p - 1, s) for kind, p, s, _ in self.events if kind == WORD and HAN.match(text[p - 1:p])]
        ends = [s for kind, _, s, name in self.events if kind == PHONEME and name == b'_|']
        if [p for p, _ in starts] != [m.start() for m in HAN.finditer(text)] or len(ends) != len(starts):
            return wave, None
        chars = [(text[p], s, e) for (p, s), e in zip(starts, ends)]
        return wave, None if any(e <= s for _, s, e in chars) else chars

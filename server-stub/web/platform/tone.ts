/** A short alert sound. */
export interface Tone {
  play(): void;
}

/** Hertz: two notes, upwards, that carry through a room without startling it. */
const NOTES = [587, 880];
const NOTE_S = 0.18;
const LOUDNESS = 0.16;

/** Made by the browser itself, so there is nothing to load. Silent where the browser allows no sound before a click on the page. */
export function createBrowserTone(): Tone {
  let context: AudioContext | undefined;
  return {
    play() {
      try {
        context ??= new AudioContext();
        void context.resume();
        playNotes(context);
      } catch {
        // No sound device, or none allowed: the page shows the call all the same.
      }
    },
  };
}

function playNotes(context: AudioContext): void {
  NOTES.forEach((hertz, index) => {
    const at = context.currentTime + index * NOTE_S;
    const oscillator = new OscillatorNode(context, { frequency: hertz, type: 'sine' });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S * 1.6);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + NOTE_S * 1.7);
  });
}

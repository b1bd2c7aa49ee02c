/** @module Plays tones; nothing sounds before somebody asks for it. */
import type { BenchData } from '../state/bench-data.ts';
import { type Tone, tonesOf } from './tones.ts';

/** Loudness and length of one tone: several may sound together. */
const GAIN = 0.08;
const LENGTH_S = 0.09;

/** Plays every tick once, the newest only where several came together. */
export class TickPlayer {
  private readonly context = new AudioContext();
  private played: number;

  /** @param data  what has passed already stays silent */
  constructor(data: BenchData | null) {
    this.played = data?.ticks.length ?? 0;
  }

  /** @param data  the run as it is shown now */
  hear(data: BenchData): void {
    const ticks = data.ticks.length;
    if (ticks > this.played) for (const tone of tonesOf(data, ticks - 1)) this.play(tone);
    this.played = ticks;
  }

  stop(): void {
    void this.context.close();
  }

  private play({ afterS, frequencyHz, pan }: Tone): void {
    const { context } = this;
    const fromS = context.currentTime + afterS;
    const oscillator = new OscillatorNode(context, { type: 'triangle', frequency: frequencyHz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, fromS);
    gain.gain.linearRampToValueAtTime(GAIN, fromS + 0.01);
    gain.gain.linearRampToValueAtTime(0, fromS + LENGTH_S);
    oscillator.connect(gain).connect(new StereoPannerNode(context, { pan })).connect(context.destination);
    oscillator.start(fromS);
    oscillator.stop(fromS + LENGTH_S);
  }
}

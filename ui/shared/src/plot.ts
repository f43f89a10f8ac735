/** Where a plot is drawn and what part of the trace it shows. Distances in m, levels in dB, the rest in pixels. */
export interface Frame {
  width: number;
  height: number;
  fromM: number;
  toM: number;
  lowDb: number;
  highDb: number;
}

const LEFT = 46;
const RIGHT = 10;
const TOP = 14;
const BOTTOM = 30;

export const plotLeft = LEFT;
export const plotTop = TOP;
export const plotRight = (frame: Frame) => frame.width - RIGHT;
export const plotBottom = (frame: Frame) => frame.height - BOTTOM;

export function xOf(frame: Frame, distanceM: number): number {
  const share = (distanceM - frame.fromM) / (frame.toM - frame.fromM);
  return LEFT + share * (frame.width - LEFT - RIGHT);
}

export function metresAt(frame: Frame, x: number): number {
  const share = (x - LEFT) / (frame.width - LEFT - RIGHT);
  return frame.fromM + share * (frame.toM - frame.fromM);
}

export function yOf(frame: Frame, levelDb: number): number {
  const share = (levelDb - frame.lowDb) / (frame.highDb - frame.lowDb);
  return frame.height - BOTTOM - share * (frame.height - TOP - BOTTOM);
}

/** The trace as a path, cut to what the frame shows. */
export function tracePath(frame: Frame, distanceM: number[], levelDb: number[]): string {
  const parts: string[] = [];
  distanceM.forEach((distance, at) => {
    const before = distanceM[at - 1] ?? distance;
    const after = distanceM[at + 1] ?? distance;
    if (after < frame.fromM || before > frame.toM) return;
    parts.push(`${xOf(frame, distance).toFixed(1)} ${yOf(frame, levelDb[at] ?? 0).toFixed(1)}`);
  });
  return parts.length > 0 ? `M${parts.join(' ')}` : '';
}

/** Round marks for an axis: about `wanted` of them, at 1, 2 or 5 times a power of ten. */
export function ticks(from: number, to: number, wanted: number): number[] {
  const raw = (to - from) / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw) ?? raw;
  const marks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to + step * 1e-6; at += step) marks.push(at);
  return marks;
}

/** The level of the trace nearest to a distance. */
export function levelAt(distanceM: number[], levelDb: number[], at: number): number | null {
  let best = -1;
  distanceM.forEach((distance, index) => {
    const known = distanceM[best];
    if (known === undefined || Math.abs(distance - at) < Math.abs(known - at)) best = index;
  });
  return levelDb[best] ?? null;
}

/** A point of a stroke: CSS pixels from the pad's corner, ms since the first point, pressure 0 to 1. */
export interface InkPoint {
  x: number;
  y: number;
  t: number;
  p: number;
}

/** The strokes of a signature and the pad they were drawn on. */
export interface Ink {
  width: number;
  height: number;
  strokes: InkPoint[][];
}

export const EMPTY_INK: Ink = { width: 0, height: 0, strokes: [] };

/** A stroke as a smooth SVG path: quadratic curves through the middles of its points. */
export function strokePath(stroke: InkPoint[]): string {
  const [first, ...rest] = stroke;
  if (!first) return '';
  if (rest.length === 0) return `M${first.x} ${first.y}h0.1`;
  let path = `M${first.x.toFixed(1)} ${first.y.toFixed(1)}`;
  let before = first;
  for (const point of rest) {
    const x = (before.x + point.x) / 2;
    const y = (before.y + point.y) / 2;
    path += `Q${before.x.toFixed(1)} ${before.y.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)}`;
    before = point;
  }
  return `${path}L${before.x.toFixed(1)} ${before.y.toFixed(1)}`;
}

import { createHash } from 'node:crypto';
import type { BlobRef } from '../../src/backend/api';

interface Stored {
  mime: string;
  bytes: Buffer;
}

const stored = new Map<string, Stored>();

/** Puts bytes under their hash, as an event of the sample attaches them. */
export function file(bytes: Buffer, mime: string, role: string, level: BlobRef['level'] = 'stored'): BlobRef {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  stored.set(sha256, { mime, bytes });
  return { sha256, len: bytes.length, mime, role, level };
}

export function blobOf(sha256: string): Stored {
  return stored.get(sha256) ?? { mime: 'text/plain', bytes: Buffer.from('no such sample') };
}

/** A drawn picture, different for every slot and marked as a sample. */
export function picture(code: string, name: string, hue: number, width: number): Buffer {
  const height = (width * 3) / 4;
  const bars = Array.from({ length: 7 }, (_, at) => {
    const x = width * (0.12 + at * 0.11);
    const y = height * (0.25 + ((hue * (at + 3)) % 31) / 100);
    return `<rect x="${x}" y="${y}" width="${width * 0.07}" height="${height * 0.4}" rx="4" fill="hsl(${hue} 12% ${30 + at * 6}%)"/>`;
  }).join('');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="100%" height="100%" fill="hsl(${hue} 10% 22%)"/>${bars}<rect x="${width * 0.06}" y="${height * 0.74}" width="${width * 0.5}" height="${height * 0.18}" fill="#f4f4f0"/><text x="${width * 0.09}" y="${height * 0.86}" font-size="${height * 0.085}" font-family="sans-serif" fill="#222">${code} ${name} 示例</text></svg>`,
  );
}

/** The smallest page that every reader opens. */
export function pdf(title: string): Buffer {
  const content = `BT /F1 20 Tf 60 760 Td (Sample: ${title}) Tj ET`;
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF`,
  );
}

import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Drawn at twice the size it is shown at: sharp small print, without the holes of shrinking further. */
const OVERSAMPLING = 2;

/** A PDF that is open for drawing. */
export interface Pdf {
  pages: number;
  draw: (page: number, canvas: HTMLCanvasElement) => Promise<void>;
}

/** Opens the bytes. Glyphs are drawn from the embedded fonts, so nothing of the system's can slip in. */
export async function openPdf(bytes: ArrayBuffer): Promise<Pdf> {
  const pdf = await getDocument({
    data: new Uint8Array(bytes),
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    isEvalSupported: false,
    enableXfa: false,
  }).promise;
  return {
    pages: pdf.numPages,
    draw: async (number, canvas) => {
      const page = await pdf.getPage(number);
      const natural = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: (canvas.clientWidth * OVERSAMPLING) / natural.width });
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      await page.render({ canvas, viewport }).promise;
    },
  };
}

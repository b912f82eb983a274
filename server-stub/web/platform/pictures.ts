/** How a picture may be drawn anew: at most so many pixels at its longer side, at a quality from 0 to 1. */
interface PictureSize {
  readonly longerSide: number;
  readonly quality: number;
}

/** From what reads best to what still reads. */
const PICTURE_SIZES: readonly PictureSize[] = [
  { longerSide: 1800, quality: 0.85 },
  { longerSide: 1400, quality: 0.8 },
  { longerSide: 1100, quality: 0.75 },
  { longerSide: 800, quality: 0.7 },
  { longerSide: 600, quality: 0.6 },
];

/**
 * Draws a picture anew as a `data:` URL of at most `limit` characters, which leaves behind where and with what it was taken.
 * Resolves to undefined for what is no picture, or cannot be made so small.
 */
export type Pictures = (file: Blob, limit: number) => Promise<string | undefined>;

export const browserPictures: Pictures = async (file, limit) => {
  try {
    const picture = await createImageBitmap(file);
    // Drawn one by one: the first that is small enough ends it.
    for (const size of PICTURE_SIZES) {
      const url = draw(picture, size);
      if (url.length <= limit) {
        return url;
      }
    }
    return undefined;
  } catch {
    return undefined;
  }
};

function draw(picture: ImageBitmap, { longerSide, quality }: PictureSize): string {
  const scale = Math.min(1, longerSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) {
    throw new Error('This browser cannot draw pictures');
  }
  // What was see-through would turn black in a JPEG.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const webp = canvas.toDataURL('image/webp', quality);
  // A browser that cannot write WebP gives a PNG, many times as large.
  return webp.startsWith('data:image/webp') ? webp : canvas.toDataURL('image/jpeg', quality);
}

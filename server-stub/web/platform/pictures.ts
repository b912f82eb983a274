/** Pixels of the longer side, and quality from 0 to 1. */
interface PictureSize {
  readonly longerSide: number;
  readonly quality: number;
}

/** From sharpest to just readable. */
const PICTURE_SIZES: readonly PictureSize[] = [
  { longerSide: 1800, quality: 0.85 },
  { longerSide: 1400, quality: 0.8 },
  { longerSide: 1100, quality: 0.75 },
  { longerSide: 800, quality: 0.7 },
  { longerSide: 600, quality: 0.6 },
];

/**
 * Re-encodes a picture as a `data:` URL of at most `limit` characters, without its metadata (place, camera).
 * Resolves to undefined if it is not a picture or does not get small enough.
 */
export type Pictures = (file: Blob, limit: number) => Promise<string | undefined>;

export const browserPictures: Pictures = async (file, limit) => {
  try {
    const picture = await createImageBitmap(file);
    // The first size that fits wins.
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
  // Transparent parts would turn black in a JPEG.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const webp = canvas.toDataURL('image/webp', quality);
  // A browser that cannot write WebP gives a PNG, many times as large.
  return webp.startsWith('data:image/webp') ? webp : canvas.toDataURL('image/jpeg', quality);
}

import type { Fill } from './chart-spec';

const TILE_PX = 8;

/** A colour as a bar's filling: as it is, as dots, or as stripes on the ground. */
export function paint(colour: string, ground: string, fill: Fill): string | CanvasPattern {
  const tile = document.createElement('canvas');
  tile.width = TILE_PX;
  tile.height = TILE_PX;
  const context = fill === 'plain' ? null : tile.getContext('2d');
  if (context === null) {
    return colour;
  }
  if (fill === 'dots') {
    context.fillStyle = colour;
    context.fillRect(0, 0, TILE_PX, TILE_PX);
    context.fillStyle = ground;
    context.beginPath();
    context.arc(TILE_PX / 2, TILE_PX / 2, 1.5, 0, 2 * Math.PI);
    context.fill();
  } else {
    context.fillStyle = ground;
    context.fillRect(0, 0, TILE_PX, TILE_PX);
    context.strokeStyle = colour;
    context.lineWidth = 3.5;
    for (const offset of [-TILE_PX, 0, TILE_PX]) {
      context.beginPath();
      context.moveTo(offset - 1, TILE_PX + 1);
      context.lineTo(offset + TILE_PX + 1, -1);
      context.stroke();
    }
  }
  return context.createPattern(tile, 'repeat') ?? colour;
}

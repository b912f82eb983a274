import { LabIcon } from '@jupyterlab/ui-components';

/** The shapes of the status icon: told apart without colour. */
export type StatusShape = 'join' | 'good' | 'waiting' | 'offline' | 'attention' | 'paused';

/** Draws an icon of 16 units, in the theme's colour for icons. */
function draw(name: string, shapes: string): LabIcon {
  const svgstr = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16"><g class="jp-icon3 jp-icon-selectable" fill="#616161">${shapes}</g></svg>`;
  return new LabIcon({ name: `cell-monitor:${name}`, svgstr });
}

const RING = 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1.5a5 5 0 1 1 0 10A5 5 0 0 1 8 3z';

/** A class: people at a board. Named in the settings schema. */
export const classIcon = draw(
  'class',
  '<path d="M2 2h12v7h-1.5V3.5h-9V9H2z"/><circle cx="5" cy="9" r="1.6"/><circle cx="11" cy="9" r="1.6"/><path d="M2 14c0-1.8 1.3-3 3-3s3 1.2 3 3zM8 14c0-1.8 1.3-3 3-3s3 1.2 3 3z"/>',
);

/** A hand that is raised. */
export const helpIcon = draw(
  'help',
  '<path d="M6 2.2a1 1 0 0 1 2 0V7h.5V1.7a1 1 0 0 1 2 0V7h.5V3.2a1 1 0 0 1 2 0V10c0 3-1.9 5-4.7 5-2 0-3.3-.8-4.300-2.500L2.200 9.200c-.6-1.100.8-2 1.600-1L5.500 10V3.700a1 1 0 0 1 .5-.8z"/>',
);

export const statusIcons: Readonly<Record<StatusShape, LabIcon>> = {
  join: classIcon,
  good: draw('good', `<path d="${RING}"/><path d="m7.2 11-2.9-2.9 1.1-1.1 1.8 1.8 3.6-3.6 1.1 1.1z"/>`),
  waiting: draw('waiting', `<path d="${RING}"/><path d="M7.25 4.5h1.5v3.2l2.2 2.2-1.05 1.05-2.65-2.65z"/>`),
  offline: draw(
    'offline',
    '<path class="jp-icon3" style="fill:none" stroke="#616161" stroke-width="1.4" d="M4.6 12.3a2.9 2.9 0 0 1 .1-5.8 3.7 3.7 0 0 1 7-.2 3 3 0 0 1-.3 6zM2.2 2.2l11.6 11.6"/>',
  ),
  attention: draw('attention', '<path d="M8 1.5 15.2 14H.8zM7.25 6v4h1.5V6zm0 5v1.5h1.5V11z" fill-rule="evenodd"/>'),
  paused: draw('paused', `<path d="${RING}"/><path d="M5.75 5.25h1.5v5.5h-1.5zm3 0h1.5v5.5h-1.5z"/>`),
};

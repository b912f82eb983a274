import { encodeQR } from 'qr';
import { type ReactNode, useMemo } from 'react';
import './qr-code.css';

interface QrCodeProps {
  readonly text: string;
  /** What it is, for people who cannot see it. */
  readonly label: string;
}

/** Empty modules around the code, without which cameras do not find it (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A QR code as inline SVG: dark on light in either colour scheme, since many cameras read nothing else. */
export function QrCode({ text, label }: QrCodeProps): ReactNode {
  const modules = useMemo(() => encodeQR(text, 'raw', { border: QUIET_ZONE }), [text]);
  const size = String(modules.length);
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={darkModules(modules)} fill="#000" />
    </svg>
  );
}

function darkModules(modules: readonly (readonly boolean[])[]): string {
  return modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${String(x)} ${String(y)}h1v1h-1z` : []))).join('');
}

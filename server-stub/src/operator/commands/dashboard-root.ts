import { fileURLToPath } from 'node:url';

/** The folder of the dashboard's build, beside the program's bundle. */
export const DASHBOARD_ROOT = fileURLToPath(new URL('web/', import.meta.url));

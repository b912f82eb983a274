/** The operator's guide, as those find it who installed a package: it brings no `docs`. */
export const GUIDE_URL = 'https://github.com/jupyterlab-cell-monitor/jupyterlab-cell-monitor/blob/main/docs/operations.md';

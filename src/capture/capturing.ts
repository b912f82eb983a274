/** Capture itself and what reads notebooks for a help request. Loaded when there is something to capture, and not with JupyterLab; see `LateCapture`. */
export { ClassCapture } from './class-capture';
export { maskQuestion, readCallPlace } from './help-context';

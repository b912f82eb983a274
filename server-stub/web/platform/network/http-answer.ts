/** What a server answered. Apart from the browser's own adapter, so that the core can be run without one. */
export interface HttpAnswer {
  readonly status: number;
  /** Parsed JSON, or undefined when there was none. */
  readonly body: unknown;
}

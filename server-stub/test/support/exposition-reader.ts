/** A Prometheus text, read for tests. */
export class ExpositionReader {
  constructor(readonly text: string) {}

  /** The value of the one series with these labels among its own; undefined when there is none. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
    const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
    const line = this.text
      .split('\n')
      .find(line => (line.startsWith(`${name} `) || line.startsWith(`${name}{`)) && wanted.every(pair => line.includes(pair)));
    return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ') + 1));
  }

  /** Every metric's name, as in its `# TYPE` line. */
  get names(): string[] {
    return [...this.text.matchAll(/^# TYPE (\S+)/gmu)].map(([, name]) => name ?? '');
  }
}

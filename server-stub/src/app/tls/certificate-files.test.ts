import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolder } from '../../../test/support/server-process';
import { describeCertificate, readCertificate } from './certificate-files';

const fixture = (name: string): string => fileURLToPath(new URL(`../../../test/fixtures/tls-test-only/${name}.pem`, import.meta.url));
const files = { certFile: fixture('first.cert'), keyFile: fixture('first.key') };

let folder: DataFolder;
beforeEach(() => {
  folder = new DataFolder();
});
afterEach(() => folder.remove());

function fileWith(text: string): string {
  const path = join(folder.path, 'some.pem');
  writeFileSync(path, text);
  return path;
}

describe('the certificate', () => {
  it('is read from two files, and says its names and its end', () => {
    const { cert, key } = readCertificate(files);

    expect(cert).toContain('BEGIN CERTIFICATE');
    expect(key).toContain('BEGIN PRIVATE KEY');
    expect(describeCertificate(cert)).toEqual({ endsAtMs: expect.any(Number) as number, names: ['localhost', '127.0.0.1'] });
    expect(describeCertificate(cert).endsAtMs).toBeGreaterThan(Date.parse('2100-01-01'));
  });

  it('is refused with the file’s name and what to do', () => {
    expect(() => readCertificate({ ...files, certFile: '/nowhere/cert.pem' })).toThrow(
      /^CELL_MONITOR_TLS_CERT: \/nowhere\/cert\.pem cannot be read \(ENOENT\)/u,
    );
    expect(() => readCertificate({ ...files, certFile: fileWith('junk') })).toThrow(/some\.pem holds no certificate/u);
    expect(() => readCertificate({ ...files, keyFile: fileWith('junk') })).toThrow(/^CELL_MONITOR_TLS_KEY: .*holds no private key/u);
    expect(() => readCertificate({ ...files, keyFile: fixture('second.key') })).toThrow(/is not the one of the certificate/u);
  });
});

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { SettingsError } from '../../config/setting';

/** Where the server's certificate is: PEM files, as every certificate authority and its tools write them. */
export interface CertificateFiles {
  /** The certificate, followed by those that lead to a known authority. */
  readonly certFile: string;
  readonly keyFile: string;
}

/** What the files hold, as TLS takes it. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Reads both files and checks that they belong together. @throws SettingsError that names the file and says what to do */
export function readCertificate({ certFile, keyFile }: CertificateFiles): Certificate {
  const cert = readFile('CELL_MONITOR_TLS_CERT', certFile);
  const key = readFile('CELL_MONITOR_TLS_KEY', keyFile);
  const certificate = parse(() => new X509Certificate(cert), `CELL_MONITOR_TLS_CERT: ${certFile} holds no certificate in PEM.`);
  const privateKey = parse(
    () => createPrivateKey(key),
    `CELL_MONITOR_TLS_KEY: ${keyFile} holds no private key in PEM, or one with a password. The server has nobody to ask for a password.`,
  );
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new SettingsError(
      `The key in ${keyFile} is not the one of the certificate in ${certFile}. Give the two that were made together.`,
    );
  }
  parse(() => createSecureContext({ cert, key }), `CELL_MONITOR_TLS_CERT: ${certFile} cannot be used for TLS.`);
  return { cert, key };
}

/** When the certificate ends, in milliseconds since the epoch, and the names and addresses that it is for. */
export function describeCertificate(cert: string): { readonly endsAtMs: number; readonly names: readonly string[] } {
  const certificate = new X509Certificate(cert);
  const names = certificate.subjectAltName?.split(', ').map(name => name.slice(name.indexOf(':') + 1)) ?? [];
  return { endsAtMs: Date.parse(certificate.validTo), names };
}

function readFile(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new SettingsError(`${variable}: ${path} cannot be read (${code}). Check the path, and that the server's user may read it.`);
  }
}

function parse<T>(read: () => T, otherwise: string): T {
  try {
    return read();
  } catch {
    throw new SettingsError(otherwise);
  }
}

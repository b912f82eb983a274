import { existsSync } from 'node:fs';
import type { Config } from '../../config/config';
import type { Clock } from '../../platform/clock';
import { isOpenToOthers } from '../../platform/owner-only-file';
import { DEFAULT_SETTINGS_FILE } from '../../config/settings-file';
import { isAtWork } from '../../app/storage/data-folder';
import { describeCertificate, readCertificate } from '../../app/tls/certificate-files';
import type { CertificateReport, EntranceReport } from './entrance-rules';
import { probePort, probePublicUrl } from './port-probe';

/** Looks at the way in: settings, port, certificate, and the public address if the server is running. */
export async function gatherEntrance(config: Config, settingsFile: string | undefined, clock: Clock): Promise<EntranceReport> {
  const port = await probePort(config);
  return {
    config,
    settingsFile: settingsFile === undefined ? undefined : { path: settingsFile, isOpenToOthers: isOpenToOthers(settingsFile) },
    unreadSettingsFile: settingsFile === undefined && existsSync(DEFAULT_SETTINGS_FILE) ? DEFAULT_SETTINGS_FILE : undefined,
    port,
    isFolderAtWork: isAtWork(config),
    certificate: examineCertificate(config),
    publicFailure: config.publicUrl === undefined || port.kind !== 'ours' ? undefined : await probePublicUrl(config.publicUrl),
    nowMs: clock.wallMs(),
  };
}

function examineCertificate({ tlsCert, tlsKey }: Config): CertificateReport | undefined {
  if (tlsCert === undefined || tlsKey === undefined) {
    return undefined;
  }
  try {
    const { cert } = readCertificate({ certFile: tlsCert, keyFile: tlsKey });
    return { kind: 'usable', ...describeCertificate(cert), isKeyOpenToOthers: isOpenToOthers(tlsKey) };
  } catch (error) {
    return { kind: 'unusable', reason: (error as Error).message };
  }
}

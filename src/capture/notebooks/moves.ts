import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';

import { connected } from '../../jupyter/connected';
import { guarded } from '../../jupyter/guard';
import type { Logger } from '../../platform/logger';
import type { FirstPaths } from '../recorder/first-paths';

/** What JupyterLab tells of a file or a folder; paths as its contents manager has them. */
export interface FileChange {
  readonly type: string;
  readonly oldValue: { readonly path?: string } | null;
  readonly newValue: { readonly path?: string } | null;
}

export interface MoveParts {
  readonly fileChanged: ISignal<unknown, FileChange>;
  /** Takes the name of the drive away. */
  readonly localPath: (path: string) => string;
  readonly paths: FirstPaths;
  readonly logger: Logger;
}

/** Remembers where notebooks were before they, or folders above them, were renamed or moved in JupyterLab, until disposed. */
export function followMoves({ fileChanged, localPath, paths, logger }: MoveParts): IDisposable {
  const onChanged = guarded(logger, 'file changed', (_: unknown, { type, oldValue, newValue }: FileChange) => {
    const [from, to] = [oldValue?.path, newValue?.path].map(path => (path === undefined ? undefined : localPath(path)));
    if (type === 'rename' && from !== undefined && to !== undefined && from !== to) {
      paths.noteMove(from, to);
    } else if (type === 'delete' && from !== undefined) {
      paths.forget(from);
    } else if (type === 'new' && to !== undefined) {
      paths.forget(to);
    }
  });
  return connected(fileChanged, onChanged);
}

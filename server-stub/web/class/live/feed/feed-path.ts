import type { FeedPace } from '../../../../../src/protocol';

/** Where a class's state is read at once. */
export function statePath(classId: string): string {
  return `api/v1/classes/${encodeURIComponent(classId)}/state`;
}

/** Where a class's feed is, at the pace that is wanted. */
export function feedPath(classId: string, pace: FeedPace): string {
  return `api/v1/classes/${encodeURIComponent(classId)}/feed${pace === 'background' ? '?background=1' : ''}`;
}

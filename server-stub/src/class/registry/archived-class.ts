import type { RosterStudent } from '../../../../src/protocol';
import type { Archive } from '../../log/archive/archive';
import { folderOf } from '../../log/archive/archive-file';
import type { ClassRecord } from './registry';

/** A class as its archive describes it. Its roster is absent when it has none, and when it was described before rosters were. */
export interface ArchivedClass extends ClassRecord {
  readonly roster?: readonly RosterStudent[];
}

const CLASS_FILE = 'class.json';

/** Keeps the class's settings and roster beside its entries, so that the archive alone can bring the class back, and as closed as it was. */
export async function describeClass(archive: Archive, record: ClassRecord, students: readonly RosterStudent[]): Promise<void> {
  const folder = folderOf(record.id);
  const described: ArchivedClass = { ...record, ...(students.length > 0 && { roster: students }) };
  const bytes = Buffer.from(`${JSON.stringify(described, null, 2)}\n`);
  if (!(await isDescribed(archive, record.id)) || !bytes.equals(await archive.storage.read(folder, CLASS_FILE))) {
    await archive.publish(folder, CLASS_FILE, bytes, async () => undefined);
  }
}

export async function isDescribed(archive: Archive, classId: string): Promise<boolean> {
  return (await archive.storage.list(folderOf(classId))).includes(CLASS_FILE);
}

/** Every class that has an archive, as it was described last. */
export async function listArchivedClasses(archive: Archive): Promise<readonly ArchivedClass[]> {
  const found = await Promise.all((await archive.storage.folders()).map(folder => readClass(archive, folder)));
  return found.flatMap(record => record ?? []);
}

async function readClass({ storage }: Archive, folder: string): Promise<ArchivedClass | undefined> {
  if (!(await storage.list(folder)).includes(CLASS_FILE)) {
    return undefined;
  }
  const record = parseClass(Buffer.from(await storage.read(folder, CLASS_FILE)).toString('utf8'));
  return record !== undefined && folderOf(record.id) === folder ? record : undefined;
}

/** Undefined for a file that is damaged: it is written anew from the registry. */
function parseClass(text: string): ArchivedClass | undefined {
  try {
    return JSON.parse(text) as ArchivedClass;
  } catch {
    return undefined;
  }
}

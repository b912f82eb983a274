import type { ClassDelta, ClassState, StudentState } from '../../../../src/protocol';
import type { Clock } from '../../platform/clock';
import { TimeSlice } from '../../platform/pace/time-slice';
import type { ClassView } from '../view/class-view';
import type { ProjectorView } from './projector-view';

/**
 * What an audience is told of a class, as JSON text. Of a class of thousands nearly all of it is its students, each written once as long as nothing of
 * them changes: the same object has the same text.
 */
export class ToldText {
  readonly #texts = new WeakMap<StudentState, string>();

  /** @param projector undefined for those who see who is who */
  constructor(
    private readonly view: ClassView,
    private readonly clock: Clock,
    private readonly projector?: ProjectorView,
  ) {}

  /** Writes ahead what is told of students: when thousands have changed, everybody else has a turn meanwhile. */
  async prepare(): Promise<void> {
    this.view.noteChanges();
    await this.view.prepareStudents();
    const slice = new TimeSlice(this.clock);
    for (const student of this.view.toldStudents()) {
      this.#ofStudent(student);
      if (slice.isOver) {
        await slice.rest();
      }
    }
  }

  /** As of the changes that were noted last. */
  state(): string {
    const { students, ...head }: ClassState = this.view.toldState();
    return this.#withStudents(this.projector?.stateHead(head) ?? head, students);
  }

  deltaSince(version: number): string {
    const { students, ...head }: ClassDelta = this.view.deltaSince(version);
    return this.#withStudents(this.projector?.deltaHead(head) ?? head, students);
  }

  #withStudents(head: object, students: readonly StudentState[]): string {
    const inOrder = this.projector?.inOrder(students) ?? students;
    return `${JSON.stringify(head).slice(0, -1)},"students":[${inOrder.map(student => this.#ofStudent(student)).join(',')}]}`;
  }

  #ofStudent(student: StudentState): string {
    const text = this.#texts.get(student) ?? JSON.stringify(this.projector?.student(student) ?? student);
    this.#texts.set(student, text);
    return text;
  }
}

/**
 * Where the command begins: it looks at Node before it loads what an old one cannot load. Nothing is imported here but what any Node can read.
 */
import { describeOldNode } from './required-node';

const complaint = describeOldNode(process.versions.node);
if (complaint === undefined) {
  void import('./program').then(({ main }) => main());
} else {
  process.stderr.write(`cell-monitor-server: ${complaint}\n`);
  process.exitCode = 1;
}

// Takes the lock of a directory, says so, and holds it until it is killed.
import { lockDirectory } from '../lock';

lockDirectory(process.argv[2] ?? '', {
  signal: new AbortController().signal,
  onWait: () => process.stdout.write('waits\n'),
}).then(lock => {
  process.stdout.write('holds\n');
  setInterval(() => {}, 1_000);
  process.stdin.on('data', () => lock.release());
});

import {
  closeSync,
  ftruncateSync,
  openSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A segment that is being written. @internal */
export interface SegmentFile {
  /** All of the data is where `journal.sync` wants it when this is done. */
  write(data: Buffer, offset: number): Promise<void> | void;
  truncate(size: number): Promise<void> | void;
  close(): Promise<void> | void;
}

/** How the journal gets to the disk. @internal */
export interface JournalDisk {
  /** Makes a segment with its first line; when that fails there is no file. */
  create(path: string, data: Buffer): Promise<SegmentFile> | SegmentFile;
}

class KernelFile implements SegmentFile {
  constructor(private readonly fd: number) {}

  write(data: Buffer, offset: number): void {
    let done = 0;
    while (done < data.length) {
      done += writeSync(this.fd, data, done, undefined, offset + done);
    }
  }

  truncate(size: number): void {
    ftruncateSync(this.fd, size);
  }

  close(): void {
    closeSync(this.fd);
  }
}

class DurableFile implements SegmentFile {
  constructor(private readonly handle: FileHandle) {}

  async write(data: Buffer, offset: number): Promise<void> {
    let done = 0;
    while (done < data.length) {
      const { bytesWritten } = await this.handle.write(
        data,
        done,
        undefined,
        offset + done,
      );
      done += bytesWritten;
    }
    await this.handle.datasync();
  }

  truncate(size: number): Promise<void> {
    return this.handle.truncate(size);
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

/**
 * What is written survives this process being killed: it is the kernel's. Writing to the
 * page cache takes microseconds, less than the way to a thread and back.
 *
 * @internal
 */
export const kernelDisk: JournalDisk = {
  create(path, data) {
    const file = new KernelFile(openSync(path, 'w', 0o600));
    try {
      file.write(data, 0);
    } catch (error) {
      file.close();
      unlinkSync(path);
      throw error;
    }
    return file;
  },
};

/** What is written survives the machine's crash too. Works off the event loop. @internal */
export const durableDisk: JournalDisk = {
  async create(path, data) {
    const file = new DurableFile(await open(path, 'w', 0o600));
    try {
      await file.write(data, 0);
      await syncDirectory(dirname(path));
    } catch (error) {
      await file.close();
      await unlink(path);
      throw error;
    }
    return file;
  },
};

/** The name of a new file is on disk only with its directory. */
async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

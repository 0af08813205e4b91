import { type JournalDisk, kernelDisk, type SegmentFile } from '../JournalDisk';

/** A disk that can be full: it takes half of what is written then, and says so. */
export class FakeDisk implements JournalDisk {
  isFull = false;
  truncates = true;

  async create(path: string, data: Buffer): Promise<SegmentFile> {
    this.refuse();
    const file = await kernelDisk.create(path, data);
    return {
      write: (line, offset) => {
        if (this.isFull) {
          file.write(line.subarray(0, line.length - 2), offset);
        }
        this.refuse();
        return file.write(line, offset);
      },
      truncate: size => {
        if (!this.truncates) {
          throw new Error('EIO: it cannot even be cut');
        }
        return file.truncate(size);
      },
      close: () => file.close(),
    };
  }

  private refuse(): void {
    if (this.isFull) {
      throw new Error('ENOSPC: no space left on device');
    }
  }
}

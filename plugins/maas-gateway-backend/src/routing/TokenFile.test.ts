import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenFile } from './TokenFile';

describe('TokenFile', () => {
  let directory: string;
  let path: string;
  let now: number;
  let file: TokenFile;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'token-file-'));
    path = join(directory, 'token');
    now = 0;
    file = new TokenFile(path, () => now);
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  /** Lets the file be looked at again. */
  const read = () => {
    now += 1_000;
    return file.read();
  };

  it('gives what is in the file, without white space around it', () => {
    writeFileSync(path, '\ufeff secret-1\r\n');
    expect(file.read()).toBe('secret-1');
  });

  it('looks at the file once a second', () => {
    writeFileSync(path, 'secret-1');
    expect(read()).toBe('secret-1');
    writeFileSync(path, 'another-secret');
    now += 999;
    expect(file.read()).toBe('secret-1');
    now += 1;
    expect(file.read()).toBe('another-secret');
  });

  it('reads the file only where it has changed', () => {
    writeFileSync(path, 'secret-1');
    const at = new Date('2026-01-01');
    utimesSync(path, at, at);
    expect(read()).toBe('secret-1');
    // As long as the other and of the same time: nobody can tell without reading.
    writeFileSync(path, 'secret-2');
    utimesSync(path, at, at);
    expect(read()).toBe('secret-1');
    utimesSync(path, at, new Date('2026-01-02'));
    expect(read()).toBe('secret-2');
  });

  it('sees a file that takes the place of another one, as long and as old', () => {
    const at = new Date('2026-01-01');
    const next = join(directory, 'next');
    writeFileSync(path, 'secret-1');
    writeFileSync(next, 'secret-2');
    utimesSync(path, at, at);
    utimesSync(next, at, at);
    expect(read()).toBe('secret-1');
    renameSync(next, path);
    expect(read()).toBe('secret-2');
  });

  it('has no secret while there is no file, and has it again', () => {
    expect(read).toThrow(`${path} cannot be read (ENOENT)`);
    writeFileSync(path, 'secret-1');
    expect(() => file.read()).toThrow('ENOENT');
    expect(read()).toBe('secret-1');
    const aside = join(directory, 'aside');
    renameSync(path, aside);
    expect(read).toThrow('ENOENT');
    expect(() => file.read()).toThrow('ENOENT');
    renameSync(aside, path);
    expect(read()).toBe('secret-1');
  });

  it.each([
    ['is empty', ''],
    ['is empty', ' \n'],
    ['holds something else than a token', 'secret-2\nsecret-3'],
    ['holds something else than a token', 'secret-2\u0000'],
    ['is not a file with a token', 'x'.repeat(65_537)],
  ])('has no secret while the file %s', (problem, content) => {
    writeFileSync(path, 'secret-1');
    expect(read()).toBe('secret-1');
    writeFileSync(path, content);
    expect(read).toThrow(`${path} ${problem}`);
    expect(() => file.read()).not.toThrow(/secret/);
    writeFileSync(path, 'secret-4');
    expect(read()).toBe('secret-4');
  });

  it('has no secret where there is something else than a file', () => {
    mkdirSync(path);
    expect(read).toThrow(`${path} is not a file with a token`);
  });
});

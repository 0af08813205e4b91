import { copyText } from './copyText';

function setClipboard(writeText?: (text: string) => Promise<void>) {
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: writeText && { writeText },
  });
}

function setExecCommand(execCommand?: () => boolean) {
  Object.defineProperty(document, 'execCommand', {
    configurable: true,
    value: execCommand,
  });
}

describe('copyText', () => {
  afterEach(() => {
    setClipboard();
    setExecCommand();
  });

  it('uses the clipboard', async () => {
    const writeText = jest.fn(async () => {});
    setClipboard(writeText);
    await expect(copyText('text')).resolves.toBe(true);
    expect(writeText).toHaveBeenCalledWith('text');
  });

  it.each([
    ['is missing', undefined],
    ['is refused', () => Promise.reject(new Error('denied'))],
  ])('copies a selection where the clipboard %s', async (_, writeText) => {
    setClipboard(writeText);
    let selected: string | undefined;
    setExecCommand(() => {
      selected = document.querySelector('textarea')?.value;
      return true;
    });
    await expect(copyText('text')).resolves.toBe(true);
    expect(selected).toBe('text');
    expect(document.querySelector('textarea')).toBeNull();
  });

  it.each([
    ['there is no way', undefined],
    ['it is refused', () => false],
    [
      'it throws',
      () => {
        throw new Error('no');
      },
    ],
  ])('says so where %s', async (_, execCommand) => {
    setExecCommand(execCommand);
    await expect(copyText('text')).resolves.toBe(false);
    expect(document.querySelector('textarea')).toBeNull();
  });
});

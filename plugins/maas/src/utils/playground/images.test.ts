import { aModel } from '../../__testUtils__/fixtures';
import { MAX_IMAGE_BYTES, readImage, takesImages } from './images';

const image = (size: number, type = 'image/png') =>
  new File([new Uint8Array(size)], 'cat.png', { type });
const beside = (size: number) => ({ name: 'b', size, url: 'data:,' });

describe('readImage', () => {
  it('reads an image as a data URL', async () => {
    await expect(readImage(image(3), [])).resolves.toEqual({
      name: 'cat.png',
      size: 3,
      url: 'data:image/png;base64,AAAA',
    });
  });

  it('takes no other files, not too many and none too large', async () => {
    await expect(readImage(image(3, 'image/svg+xml'), [])).resolves.toBe(
      'type',
    );
    await expect(readImage(image(1), [1, 2, 3, 4].map(beside))).resolves.toBe(
      'count',
    );
    await expect(
      readImage(image(2), [beside(MAX_IMAGE_BYTES - 1)]),
    ).resolves.toBe('size');
  });
});

describe('takesImages', () => {
  it('is as the model says', () => {
    expect(takesImages(aModel())).toBe(false);
    const modalities = { input: ['text', 'image'], output: ['text'] } as const;
    expect(
      takesImages(
        aModel({
          modalities: {
            input: [...modalities.input],
            output: [...modalities.output],
          },
        }),
      ),
    ).toBe(true);
  });
});

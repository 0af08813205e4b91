import { modalitiesOf } from './modalities';

describe('modalitiesOf', () => {
  it.each([
    ['chat,tools', 'text', 'text'],
    ['', 'text', 'text'],
    ['code,constructor', 'text', 'text'],
    ['embedding', 'text', 'embedding'],
    ['embeddings', 'text', 'embedding'],
    ['rerank', 'text', 'score'],
    ['score', 'text', 'score'],
    ['transcription', 'audio', 'text'],
    ['chat,vision', 'text,image', 'text'],
    ['vision', 'text,image', 'text'],
    ['embeddings,vision', 'text,image', 'embedding'],
    ['chat,transcription', 'text,audio', 'text'],
    ['embedding,rerank', 'text', 'embedding,score'],
  ])('knows what "%s" takes and gives', (capabilities, input, output) => {
    const found = modalitiesOf(capabilities.split(',').filter(Boolean));
    expect([found.input.join(), found.output.join()]).toEqual([input, output]);
  });
});

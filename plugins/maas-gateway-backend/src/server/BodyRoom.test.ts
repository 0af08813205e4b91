import { BodyRoom } from './BodyRoom';

describe('BodyRoom', () => {
  it('holds so much for a key, and so much for all', () => {
    const room = new BodyRoom(100, 40);
    room.reserve('a', 30);
    expect(() => room.reserve('a', 11)).toThrow(/this API key/);
    room.reserve('a', 10);
    room.reserve('b', 40);
    expect(() => room.reserve('c', 21)).toThrow(
      /Too many large requests come at/,
    );
    room.reserve('c', 20);
    room.reserve('a', -40);
    room.reserve('c', 20);
    room.reserve('a', 20);
    expect(() => room.reserve('d', 1)).toThrow();
  });
});

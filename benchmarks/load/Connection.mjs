import { connect } from 'node:net';
import { ResponseReader } from './ResponseReader.mjs';

/**
 * @typedef {object} CallListener
 * @property {(piece: Buffer) => void} [onBody]
 * @property {() => void} onEnd the answer is whole, and it was a success
 */

/** One connection that makes one call after the other, and connects again where it was closed between two. */
export class Connection {
  /** @type {import('node:net').Socket | undefined} */
  #socket;
  /** @type {CallListener | undefined} */
  #call;
  #status = 0;
  #errorText = '';

  /**
   * @param {number} port
   * @param {(problem: string) => void} onProblem
   */
  constructor(port, onProblem) {
    this.port = port;
    this.onProblem = onProblem;
  }

  /**
   * @param {Buffer} request head and body
   * @param {CallListener} call
   */
  send(request, call) {
    this.#call = call;
    this.#socket ??= this.#connect();
    this.#socket.write(request);
  }

  close() {
    this.#socket?.destroy();
  }

  #connect() {
    const reader = new ResponseReader({
      onHead: status => {
        this.#status = status;
      },
      onBody: piece => {
        if (this.#status === 200) {
          this.#call?.onBody?.(piece);
        } else {
          this.#errorText += piece.toString('utf8').slice(0, 1_000);
        }
      },
      onEnd: () => this.#end(),
    });
    const socket = connect({
      port: this.port,
      host: '127.0.0.1',
      noDelay: true,
    });
    socket.on('data', piece => reader.push(piece));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#socket = undefined;
      if (this.#call) {
        this.onProblem('A connection was closed before the answer was whole.');
      }
    });
    return socket;
  }

  #end() {
    const call = this.#call;
    this.#call = undefined;
    if (this.#status === 200) {
      call?.onEnd();
    } else {
      this.onProblem(
        `A call was answered with ${this.#status}: ${this.#errorText}`,
      );
    }
  }
}

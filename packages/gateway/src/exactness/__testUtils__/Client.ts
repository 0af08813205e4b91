import { type IncomingMessage, request as httpRequest } from 'node:http';
import type { CallPlan } from './calls';
import type { GatewayProcess } from './GatewayProcess';

/** What a client knows of its call. */
export interface CallRecord {
  number: number;
  /** Which gateway, and which of its lives. */
  gateway: GatewayProcess;
  life: number;
  lifeAtEnd: number;
  /** The gateway must not let it pass. */
  wrong: boolean;
  /** `x-request-id`, where an answer began. */
  id?: string;
  status?: number;
  /**
   * answered: the answer came to its end; left: the client did not want it any more;
   * broken: it ended in its midst, or never began.
   */
  outcome: 'answered' | 'left' | 'broken';
}

/** Makes a call, and tells what a client can know of it. */
export async function makeCall(
  plan: CallPlan,
  gateway: GatewayProcess,
  key: string,
): Promise<CallRecord> {
  const record: CallRecord = {
    number: plan.number,
    gateway,
    life: gateway.life,
    lifeAtEnd: gateway.life,
    wrong: plan.wrong,
    outcome: 'broken',
  };
  await new Promise<void>(resolve => {
    const request = httpRequest(`${gateway.url}${plan.endpoint.path}`, {
      method: 'POST',
      agent: gateway.agent,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': plan.contentType,
        'content-length': plan.body.length,
      },
    });
    const leave = () => {
      record.outcome = 'left';
      request.destroy();
    };
    const timer =
      plan.leavesAfterMs === undefined
        ? undefined
        : setTimeout(leave, plan.leavesAfterMs);
    request.once('error', () => undefined);
    request.once('close', () => {
      clearTimeout(timer);
      record.lifeAtEnd = gateway.life;
      resolve();
    });
    request.once('response', response => {
      record.id = String(response.headers['x-request-id']);
      record.status = response.statusCode;
      take(response, plan, record, leave);
    });
    if (plan.sends === undefined) {
      request.end(plan.body);
    } else {
      request.write(plan.body.subarray(0, plan.sends), leave);
      request.flushHeaders();
    }
  });
  return record;
}

function take(
  response: IncomingMessage,
  { leavesAtByte = Infinity, restsMs }: CallPlan,
  record: CallRecord,
  leave: () => void,
): void {
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size >= leavesAtByte) {
      leave();
    }
  });
  response.once('error', () => undefined);
  response.once('end', () => {
    if (response.complete && record.outcome === 'broken') {
      record.outcome = 'answered';
    }
  });
  if (restsMs !== undefined) {
    response.pause();
    setTimeout(() => response.resume(), restsMs);
  }
}

import { Circuit } from './Circuit';

describe('Circuit', () => {
  let circuit: Circuit;

  beforeEach(() => {
    circuit = new Circuit();
  });

  const fail = (times: number, now: number) => {
    for (let i = 0; i < times; i++) {
      circuit.failed('down', false, now);
    }
  };
  const failTrial = (now: number) => {
    circuit.beginTrial(now);
    circuit.failed('down', true, now);
    circuit.endTrial();
  };

  it('opens after three failures, one after the other', () => {
    fail(2, 0);
    circuit.succeeded();
    fail(2, 0);
    expect(circuit.closed).toBe(true);
    expect(circuit.problem).toBeUndefined();
    circuit.failed('it answers 503', false, 500);
    expect(circuit.closed).toBe(false);
    expect(circuit.problem).toBe('it answers 503');
    expect(circuit.dueAt).toBe(1_500);
  });

  it('pauses for twice as long after each trial that fails, up to a minute', () => {
    fail(3, 0);
    const pauses = [];
    for (let trial = 0; trial < 8; trial++) {
      const now = circuit.dueAt;
      failTrial(now);
      pauses.push(circuit.dueAt - now);
    }
    expect(pauses).toEqual([
      2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  it('lets one trial run at a time, and closes where it goes well', () => {
    fail(3, 0);
    circuit.beginTrial(1_000);
    expect(circuit.dueAt).toBe(11_000);
    circuit.succeeded();
    circuit.endTrial();
    expect(circuit.closed).toBe(true);
    // All is forgotten: it takes three again, and a second.
    fail(2, 9_000);
    expect(circuit.closed).toBe(true);
    fail(1, 9_000);
    expect(circuit.dueAt).toBe(10_000);
  });

  it('can be tried again at once where nothing came of a trial', () => {
    fail(3, 0);
    circuit.beginTrial(1_000);
    circuit.endTrial();
    expect(circuit.dueAt).toBe(1_000);
  });

  it('waits no longer for a trial than ten seconds: others may be quick', () => {
    fail(3, 0);
    circuit.beginTrial(2_000);
    expect(circuit.dueAt).toBe(12_000);
    circuit.beginTrial(12_000);
    expect(circuit.dueAt).toBe(22_000);
  });

  it('takes no notice of calls that began before it opened', () => {
    fail(50, 0);
    expect(circuit.dueAt).toBe(1_000);
    circuit.beginTrial(1_000);
    fail(50, 1_100);
    expect(circuit.dueAt).toBe(11_000);
  });

  it('opens after two health checks that fail, one after the other', () => {
    circuit.checkFailed('gone', 0);
    circuit.checkSucceeded();
    circuit.checkFailed('gone', 0);
    circuit.succeeded();
    circuit.checkFailed('gone', 0);
    expect(circuit.closed).toBe(true);
    circuit.checkFailed('gone', 0);
    expect(circuit.problem).toBe('gone');
    expect(circuit.dueAt).toBe(1_000);
    circuit.checkFailed('gone', 800);
    expect(circuit.dueAt).toBe(1_000);
  });

  it('closes with a health check, but not for long where calls still fail', () => {
    fail(3, 0);
    circuit.checkSucceeded();
    expect(circuit.closed).toBe(true);
    fail(1, 5_000);
    expect(circuit.dueAt).toBe(7_000);
    circuit.checkSucceeded();
    circuit.succeeded();
    fail(2, 9_000);
    expect(circuit.closed).toBe(true);
  });

  it('does not forget failures of calls for a health check that goes well', () => {
    fail(2, 0);
    circuit.checkSucceeded();
    fail(1, 0);
    expect(circuit.closed).toBe(false);
  });
});

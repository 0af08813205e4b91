import { cpus, release, totalmem } from 'node:os';

/** @returns {Record<string, string>} on what it was measured */
export function machineFacts() {
  const [first, ...others] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: first.model.trim(),
    cores: String(others.length + 1),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    kernel: release(),
    node: process.versions.node,
  };
}

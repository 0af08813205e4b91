// Compares the gateway with its peers: see benchmarks/README.md.
import '../benchmarks/gateway.mjs';

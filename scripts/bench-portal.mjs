// Measures the portal with many models and teams: see benchmarks/README.md.
import '../benchmarks/portal/main.mjs';

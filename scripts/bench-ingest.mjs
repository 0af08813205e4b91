// Measures how fast the control plane writes usage to its ledger: see benchmarks/ingest.
import '../benchmarks/ingest/main.mjs';

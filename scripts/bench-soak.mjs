// Works the gateway for a while and says whether anything in it grows: see benchmarks/README.md.
import '../benchmarks/soak/main.mjs';

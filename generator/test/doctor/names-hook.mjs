import { syncBuiltinESMExports } from 'node:module';
import tls from 'node:tls';

// Preloaded into a process: stands in for DNS and port 443. TLS connections to the host names of DIGLOT_TEST_HOSTS go to
// a proxy on loopback, port DIGLOT_TEST_PROXY; names and certificates are checked as ever.

const hosts = (process.env['DIGLOT_TEST_HOSTS'] ?? '').split(',');
const port = Number(process.env['DIGLOT_TEST_PROXY']);
const real = tls.connect;

tls.connect = (options, ...rest) => {
  const name = options.servername || options.host;
  const isOurs = hosts.includes(name) && Number(options.port) === 443;
  return real(isOurs ? { ...options, host: '127.0.0.1', port, servername: name } : options, ...rest);
};
syncBuiltinESMExports();

'use strict';
// Runs Azurite as a child that cannot outlive its parent. The arguments after "--" are Azurite's own.
// Usage: node azurite-host.cjs <path of azurite.js> <path of the record, or "-"> -- --location <dir> ...

const fs = require('fs');
const http = require('http');
const Module = require('module');

const [azurite, record] = process.argv.slice(2, 4);
const options = process.argv.slice(process.argv.indexOf('--') + 1);

if (Number.parseInt(process.versions.node, 10) < 20) {
  console.error(`Node 20 is needed to run Azurite; this is Node ${process.versions.node}.`);
  process.exit(1);
}

let shutDownAzurite = () => process.exit(0);
let stopping = false;

function stop() {
  if (stopping) {
    return;
  }

  stopping = true;
  process.stdin.unref();
  shutDownAzurite();
  // Closing flushes to disk and then nothing is left to run; whatever else there may be must not hold it up for long.
  setTimeout(() => process.exit(1), 12_000).unref();
}

// Ctrl-C and a closed terminal reach every process of the terminal. The parent decides when storage may go, because
// it still has to write down that its run was cancelled; so only the parent's end or its word (a closed standard
// input, SIGTERM) stops this process. Azurite listens by "once": a second signal amid the flush would kill it.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('SIGTERM', stop);
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();

// With the parent gone nobody reads what is printed, and that must not end the flush.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const once = process.once;
process.once = function (event, listener) {
  switch (event) {
    case 'SIGINT':
      return this;
    case 'SIGTERM':
      shutDownAzurite = listener;
      return this;
    default:
      return once.call(this, event, listener);
  }
};

// A closed server waits for every connection that has not had its first request, and clients open some in reserve.
const close = http.Server.prototype.close;
http.Server.prototype.close = function (...callback) {
  setTimeout(() => this.closeAllConnections(), 500).unref();
  return close.apply(this, callback);
};

// The next host on the same directory waits for this process, so that two never write the same files.
if (record !== '-') {
  const started = new Date(Date.now() - process.uptime() * 1000).toISOString();
  fs.writeFileSync(record, JSON.stringify({ pid: process.pid, started }));
  process.on('exit', () => fs.rmSync(record, { force: true }));
}

// Telemetry is off, yet loading its library (and OpenTelemetry with it) is most of the time that a start takes.
const load = Module._load;
Module._load = function (request, ...rest) {
  return request === 'applicationinsights' ? {} : load.call(this, request, ...rest);
};

process.argv = [process.argv[0], azurite, ...options];
require(azurite);

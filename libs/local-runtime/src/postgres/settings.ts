import { totalmem } from 'node:os';

const MB = 2 ** 20;

/** An eighth of the memory, of which a small database touches little: with millions of records searches live by it. */
const sharedBuffersMb = (memory: number): number => Math.min(2048, Math.max(64, Math.floor(memory / 8 / MB)));

/** Settings of a server for one PBX, as arguments: a file would outlive the code that wrote it. */
export function serverSettings(host: string, port: number): string[] {
  const settings: Record<string, string> = {
    listen_addresses: host,
    port: String(port),
    // No socket file: the address is the only way in, and a path below the state directory may be too long for one.
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: '60',
    shared_buffers: `${sharedBuffersMb(totalmem())}MB`,
    // The plans of a search take longer to compile than to run.
    jit: 'off',
    // Durable: call records are acknowledged to the spool once they are committed.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    max_wal_size: '512MB',
    wal_level: 'minimal',
    max_wal_senders: '0',
    // Start and stop of a small server are dominated by what it forks.
    io_method: 'sync',
    max_worker_processes: '4',
    autovacuum_naptime: '60s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    // Statements may carry secrets in their parameters.
    log_parameter_max_length_on_error: '0',
    log_min_error_statement: 'panic',
    // A partner that vanished without a word is noticed.
    tcp_keepalives_idle: '30',
    tcp_keepalives_interval: '10',
    tcp_keepalives_count: '3',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

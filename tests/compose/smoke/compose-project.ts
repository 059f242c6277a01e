import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why docker compose cannot be used on this machine; undefined when it can. */
export function missingCompose(): string | undefined {
  for (const args of [
    ['version', '--format', '{{.Server.Version}}'],
    ['compose', 'version'],
  ]) {
    try {
      execFileSync('docker', args, { stdio: 'ignore', timeout: 10_000 });
    } catch {
      return `no container engine: "docker ${args.join(' ')}" does not answer`;
    }
  }
  return undefined;
}

/** What a command printed and how it ended. */
export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * The services of docker-compose.yml as a project of their own: own name, network, addresses, volumes and secrets, so
 * that they neither meet nor touch the ones that somebody runs on this machine.
 */
export class ComposeProject {
  readonly baseUrl: string;
  readonly net = '172.30.182';
  readonly #secrets = mkdtempSync(join(tmpdir(), 'trunkline-compose-'));
  readonly #env: NodeJS.ProcessEnv;

  constructor(private readonly name = 'trunkline-smoke') {
    const address = '127.0.82.1';
    this.baseUrl = `http://${address}:8080`;
    const uid = process.getuid?.() ?? 0;
    this.#env = {
      ...process.env,
      TRUNKLINE_HTTP_ADDRESS: address,
      TRUNKLINE_HTTP_PORT: '8080',
      TRUNKLINE_SIP_ADDRESS: address,
      TRUNKLINE_RTP_START: '10000',
      TRUNKLINE_RTP_END: '10039',
      TRUNKLINE_NET: this.net,
      TRUNKLINE_SECRETS: this.#secrets,
      TRUNKLINE_UID: String(uid === 0 ? 10001 : uid),
      COMPOSE_PROFILES: 'phones',
    };
  }

  /** Makes secrets, builds the images, and waits until every service is healthy. */
  async up(): Promise<void> {
    await this.run('docker/make-secrets.sh', [], 60_000);
    await this.start(['--build'], 900_000);
  }

  /** `docker compose up`, until every service is healthy; a failure says what they logged. */
  async start(options: readonly string[] = [], timeoutMs = 180_000): Promise<void> {
    await this.compose(['up', '--detach', '--wait', ...options], timeoutMs).catch(async (error: Error) => {
      throw new Error(`${error.message}\n${await this.story()}`);
    });
  }

  /** Ends everything and deletes the volumes. */
  async down(): Promise<void> {
    await this.compose(['down', '--volumes', '--remove-orphans', '--timeout', '5'], 120_000);
    rmSync(this.#secrets, { recursive: true, force: true });
  }

  /** One of the secrets that `up` made. */
  secret(name: string): string {
    return readFileSync(join(this.#secrets, name), 'utf8').trim();
  }

  /** Output of `docker compose …`; throws when it fails. */
  async compose(args: readonly string[], timeoutMs = 120_000, input?: string): Promise<string> {
    return (await this.run('docker', ['compose', '--project-name', this.name, ...args], timeoutMs, input)).stdout;
  }

  /** Output of a command inside a service; throws when it fails. */
  exec(service: string, command: readonly string[], input?: string): Promise<string> {
    return this.compose(['exec', '-T', service, ...command], 60_000, input);
  }

  /** A file inside a service. */
  async file(service: string, path: string): Promise<Buffer> {
    return Buffer.from(await this.exec(service, ['base64', path]), 'base64');
  }

  /** State and last log lines of all services, for the message of a failure. */
  async story(): Promise<string> {
    const shown = [
      ['ps', '--all'],
      ['logs', '--no-color', '--tail', '15'],
    ].map((args) => this.compose(args).catch((error: Error) => error.message));
    return (await Promise.all(shown)).join('\n');
  }

  private async run(command: string, args: readonly string[], timeoutMs: number, input = ''): Promise<Finished> {
    const finished = await new Promise<Finished>((resolve, reject) => {
      const child = spawn(command, args, { env: this.#env, timeout: timeoutMs, stdio: 'pipe' });
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
      child.stdin.on('error', () => undefined).end(input);
    });
    if (finished.code === 0) return finished;
    const output = `${finished.stdout}${finished.stderr}`.slice(-4000);
    throw new Error(`${command} ${args.join(' ')} ended with ${finished.code ?? 'a time-out'}:\n${output}`);
  }
}

import { spawn } from 'node:child_process';

/** How a command ended when it did not end well. `output` is the tail of what it wrote. */
export class CommandFailed extends Error {
  constructor(
    readonly command: string,
    readonly code: number | null,
    readonly output: string,
  ) {
    super(
      `${command} failed (${code === null ? 'not started or killed' : `exit ${code}`}): ${output.trim().slice(-800)}`,
    );
    this.name = 'CommandFailed';
  }
}

/** Options of {@link run}: `onLine` sees each line of standard output as it comes. */
export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  input?: string;
  onLine?: (line: string) => void;
}

/** Runs a command to its end and resolves with its output; rejects with {@link CommandFailed}. */
export function run(command: string, args: readonly string[], options: RunOptions = {}) {
  return new Promise<{ stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(command, args, { env: options.env ?? process.env, cwd: options.cwd });
    let stdout = '';
    let stderr = '';
    let line = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const lines = (line + text).split('\n');
      line = lines.pop() ?? '';
      for (const whole of lines) options.onLine?.(whole);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => reject(new CommandFailed(command, null, error.message)));
    child.on('close', (code) => {
      if (code === 0) resolve({ stdout, stderr });
      else reject(new CommandFailed(command, code, stderr || stdout));
    });
    // A command that never reads its input closes the pipe first; that is not our failure.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanText } from '@trunkline/domain';
import { asteriskDirectory } from './asterisk-conf.js';

// Source files of Asterisk that read configuration, and what they say when they refuse it. Other lines of the same
// files are about calls and carriers.
const complaint =
  /^\[[^\]]*\] (?:ERROR|WARNING)\[[^\]]*\](?:\[[^\]]*\])?:? (?:config|config_options|sorcery|res_sorcery_config|pbx_config|pbx|pjsip_configuration|location|config_auth|config_transport|pjsip_options|res_pjsip_endpoint_identifier_ip)\.c:\d+ \w+: (.*)$/;
const mostBytes = 64 * 1024;

/** Asterisk's message log: the only place where it says why it did not take a configuration. */
export class AsteriskLog {
  private path: string | null = null;

  constructor(private readonly etcDirectory: string) {}

  /** Where the log ends now; 0 when there is none. */
  async position(): Promise<number> {
    const path = await this.file();
    const found = path === null ? null : await stat(path).catch(() => null);
    return found?.size ?? 0;
  }

  /** What Asterisk objected to since `position`, each once, in its words. */
  async complaintsSince(position: number): Promise<string[]> {
    const lines = (await this.textSince(position)).split('\n');
    return [...new Set(lines.flatMap((line) => complaint.exec(line)?.[1] ?? []))].map((text) => cleanText(text, 300));
  }

  /** The text written since `position`, at most its last 64 KiB; empty when the log cannot be read. */
  async textSince(position: number): Promise<string> {
    const path = await this.file();
    const file = path === null ? null : await open(path, 'r').catch(() => null);
    if (file === null) return '';
    try {
      const { size } = await file.stat();
      // A log that shrank was rotated: all of it is new.
      const from = Math.max(size < position ? 0 : position, size - mostBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  }

  private async file(): Promise<string | null> {
    if (this.path === null) {
      const directory = await asteriskDirectory(this.etcDirectory, 'astlogdir');
      this.path = directory === null ? null : join(directory, 'messages.log');
    }
    return this.path;
  }
}
